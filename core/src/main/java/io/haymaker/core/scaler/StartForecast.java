package io.haymaker.core.scaler;

import io.haymaker.core.scaler.ScalerPlan.Decision;
import io.haymaker.core.scaler.ScalerSnapshot.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Estimates when messages that wait get their containers: places become free as containers that run
 * come to the age at which such containers usually ended of late. Pure; where it does not know, it
 * says nothing.
 */
final class StartForecast {
  /** Of fewer ends nothing is concluded. */
  private static final int ENOUGH = 3;

  private final Instant now;
  private final Optional<Duration> usual;
  private final PriorityQueue<Instant> places = new PriorityQueue<>();
  private final Instant earliest;
  private final boolean paused;

  /**
   * @param free how many places are free now
   * @param running the claims that take up the others, as far as they are claimed
   * @param usual how long a container usually has its place; empty when nobody knows
   */
  StartForecast(
      int free,
      List<Claim> running,
      Optional<Duration> usual,
      ClaimStore.Memory memory,
      Instant now) {
    this.now = now;
    this.usual = usual;
    this.paused = memory.paused();
    this.earliest = memory.hold().map(Hold::until).filter(now::isBefore).orElse(now);
    Stream.generate(() -> now).limit(free).forEach(places::add);
    usual.ifPresent(
        length -> running.forEach(claim -> places.add(later(now, begun(claim).plus(length)))));
  }

  /** How long containers that ended well had their place: the one in the middle. */
  static Optional<Duration> usual(List<ClaimStore.Ended> ended) {
    List<Duration> lengths =
        ended.stream()
            .filter(one -> one.end().how() == Claim.How.SUCCEEDED)
            .map(one -> Duration.between(begun(one.claim()), one.end().at()))
            .sorted()
            .toList();
    return lengths.size() < ENOUGH
        ? Optional.empty()
        : Optional.of(lengths.get(lengths.size() / 2));
  }

  /** The messages in the order of their turns, each with when it starts, where that is known. */
  List<MessageOutlook> outlooks(ScalerPlan plan) {
    var outlooks = new ArrayList<MessageOutlook>();
    for (Decision decision : plan.decisions()) {
      Optional<Instant> start =
          switch (decision.verdict()) {
            case Verdict.Start _ -> place(now);
            case Verdict.Waits waits ->
                waits.mayStart() ? place(waits.until().orElse(now)) : none();
            case Verdict.Served _, Verdict.Refused _, Verdict.Poison _ -> none();
          };
      outlooks.add(new MessageOutlook(decision.message(), decision.verdict(), start));
    }
    return outlooks;
  }

  /** Takes the next place. */
  private Optional<Instant> place(Instant notBefore) {
    Instant free = paused ? null : places.poll();
    if (free == null) {
      return none();
    }
    Instant start = Stream.of(free, notBefore, earliest).max(Comparator.naturalOrder()).orElse(now);
    usual.ifPresent(length -> places.add(start.plus(length)));
    return Optional.of(start);
  }

  private static Optional<Instant> none() {
    return Optional.empty();
  }

  private static Instant begun(Claim claim) {
    return claim.launchedAt().orElse(claim.claimedAt());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

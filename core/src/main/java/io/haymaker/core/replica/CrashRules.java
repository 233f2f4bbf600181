package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** When containers that fail again and again are tried again: ever more seldom. Pure. */
final class CrashRules {
  /** A container that lived so long was up. */
  static final Duration STEADY = Duration.ofMinutes(1);

  private static final Backoff WAITS = new Backoff(1, Duration.ofSeconds(1), Duration.ofMinutes(5));

  private CrashRules() {}

  /** What is to be remembered once these are seen to be dead. */
  static Optional<Setback> afterDeaths(
      String image, Optional<Setback> known, List<Instance> dead, Instant now) {
    Set<InstanceId> counted = known.map(Setback::counted).orElse(Set.of());
    List<Instance> fresh =
        dead.stream().filter(instance -> !counted.contains(instance.id())).toList();
    if (fresh.isEmpty()) {
      return known;
    }
    Set<InstanceId> all = dead.stream().map(Instance::id).collect(Collectors.toSet());
    List<Instance> quick =
        fresh.stream().filter(instance -> instance.createdAt().plus(STEADY).isAfter(now)).toList();
    if (quick.isEmpty()) {
      // It was up for long: that is no reason to wait any longer than there was before.
      return Optional.of(
          new Setback(
              image,
              known.map(Setback::failures).orElse(0),
              known.map(Setback::notBefore).orElse(now),
              how(fresh.getFirst(), now),
              all));
    }
    int failures = known.map(Setback::failures).orElse(0) + 1;
    return Optional.of(
        new Setback(
            image, failures, now.plus(WAITS.full(failures)), how(quick.getFirst(), now), all));
  }

  /** What is to be remembered once containers could not be begun. */
  static Setback afterFailure(String image, Optional<Setback> known, String reason, Instant now) {
    int failures = known.map(Setback::failures).orElse(0) + 1;
    return new Setback(
        image,
        failures,
        now.plus(WAITS.full(failures)),
        reason,
        known.map(Setback::counted).orElse(Set.of()));
  }

  /** Whether all are up, and have been long enough for the failures to be over. */
  static boolean isOver(DesiredImage image, List<Instance> alive, Instant now) {
    return alive.size() >= image.count()
        && alive.stream()
            .allMatch(
                instance ->
                    instance.isRunning() && !instance.createdAt().plus(STEADY).isAfter(now));
  }

  private static String how(Instance dead, Instant now) {
    Duration age = Duration.between(dead.createdAt(), now);
    String code =
        dead.state() instanceof InstanceState.Ended(var exit) && exit.isPresent()
            ? " with code " + exit.getAsInt()
            : "";
    return "%s exited%s within %d s of its making"
        .formatted(dead.name(), code, Math.max(0, age.toSeconds() + 1));
  }
}

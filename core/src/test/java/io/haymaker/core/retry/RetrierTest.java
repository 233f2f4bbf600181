package io.haymaker.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RetrierTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Backoff BACKOFF =
      new Backoff(5, Duration.ofSeconds(1), Duration.ofSeconds(4));

  /** Time passes only by pausing. */
  private static final class PausedClock extends Clock {
    private Instant now = NOON;
    final List<Duration> pauses = new ArrayList<>();

    void pause(Duration duration) {
      pauses.add(duration);
      now = now.plus(duration);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final PausedClock clock = new PausedClock();
  private final Retrier retrier = new Retrier(clock, clock::pause, new Random(1));
  private int asked;

  private Outcome<String> ask(Instant deadline, List<Outcome<String>> answers) {
    Deque<Outcome<String>> left = new ArrayDeque<>(answers);
    return retrier.ask(
        BACKOFF,
        deadline,
        () -> {
          asked++;
          return left.size() > 1 ? left.removeFirst() : left.getFirst();
        });
  }

  private static Outcome<String> busy() {
    return Outcome.busy("Conflict", "in use");
  }

  @Test
  void whatIsDoneOrRefusedIsNotAskedAgain() {
    assertThat(ask(NOON.plusSeconds(99), List.of(Outcome.done("a")))).isEqualTo(Outcome.done("a"));
    assertThat(ask(NOON.plusSeconds(99), List.of(Outcome.refused("No", "never"))).isDone())
        .isFalse();
    assertThat(asked).isEqualTo(2);
    assertThat(clock.pauses).isEmpty();
  }

  @Test
  void whatIsBusyOrUnknownIsAskedAgain() {
    assertThat(
            ask(
                NOON.plusSeconds(99),
                List.of(busy(), Outcome.unknown("Lost", ""), Outcome.done("a"))))
        .isEqualTo(Outcome.done("a"));
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void asksSoManyTimesAndNoMoreWithGrowingWaits() {
    assertThat(ask(NOON.plusSeconds(99), List.of(busy()))).isEqualTo(busy());
    assertThat(asked).isEqualTo(5);
    List<Duration> most =
        List.of(1, 2, 4, 4).stream().map(seconds -> Duration.ofSeconds(seconds)).toList();
    assertThat(clock.pauses).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(clock.pauses.get(i)).isBetween(most.get(i).dividedBy(2), most.get(i));
    }
  }

  @Test
  void doesNotWaitBeyondTheDeadline() {
    assertThat(ask(NOON.plusMillis(1100), List.of(busy()))).isEqualTo(busy());
    assertThat(asked).isEqualTo(2);
    assertThat(retrier.now()).isBeforeOrEqualTo(NOON.plusMillis(1100));
  }

  @Test
  void neverUndercutsTheWaitThatTheServiceAskedFor() {
    var asks =
        new Outcome.Busy<String>(new Problem("Throttled", ""), Optional.of(Duration.ofSeconds(30)));
    ask(NOON.plusSeconds(99), List.of(asks, Outcome.done("a")));

    assertThat(clock.pauses).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void anInterruptedThreadAsksNoMoreAndStaysInterrupted() {
    var interrupted =
        new Retrier(
            clock,
            _ -> {
              throw new InterruptedException();
            },
            new Random(1));

    assertThat(interrupted.ask(BACKOFF, NOON.plusSeconds(99), RetrierTest::busy)).isEqualTo(busy());
    assertThat(Thread.interrupted()).isTrue();
  }

  @Property(tries = 500)
  void aWaitIsNeverNegativeNorLongerThanTheLongestUnlessAskedFor(
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int attempt,
      @ForAll @IntRange(min = 0) int firstSeconds,
      @ForAll @IntRange(min = 0, max = 2_000_000) int moreSeconds) {
    Duration first = Duration.ofSeconds(firstSeconds);
    Duration longest = first.plusSeconds(moreSeconds);

    Duration wait =
        new Backoff(5, first, longest).after(attempt, Optional.empty(), new Random(attempt));

    assertThat(wait).isBetween(first.dividedBy(2).minusMillis(1), longest);
  }

  @Test
  void aBackoffThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new Backoff(0, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package io.haymaker.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Replicas that share a bank stay below the service's own bucket, and use what it gives. */
final class LimiterTest {
  /** What the service allows; ours is a little smaller. */
  private static final Budget SERVICE = new Budget("service", 200, 10);

  private static final Budget OURS = new Budget("deletes", 190, 10);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Hand clock = new Hand();
  private final CountedBank bank = new CountedBank(clock);

  /** Time that passes only when somebody waits. */
  private static final class Hand extends Clock {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  private static final class CountedBank implements TokenBank {
    final TokenBank real;
    int visits;

    CountedBank(Clock clock) {
      real = new LocalBank(clock);
    }

    @Override
    public Loan borrow(Budget budget, int wanted, int giveBack) {
      visits++;
      return real.borrow(budget, wanted, giveBack);
    }

    @Override
    public void atMost(Budget budget, int remaining) {
      visits++;
      real.atMost(budget, remaining);
    }

    @Override
    public void pause(Budget budget, Duration wait) {
      visits++;
      real.pause(budget, wait);
    }
  }

  private Limiter replica() {
    return new Limiter(bank, clock, clock::pass);
  }

  /** The service: true when it takes the call. */
  private final class Service {
    TokenBucket bucket = TokenBucket.full(SERVICE, clock.instant());

    boolean call() {
      TokenBucket.Draw draw = bucket.draw(SERVICE, 1, 0, clock.instant());
      bucket = draw.after();
      return draw.loan().isGranted();
    }
  }

  @Test
  void aThousandCallsTakeNoLongerThanTheBucketItselfAndNoneIsRefused() {
    var service = new Service();
    Limiter limiter = replica();
    Instant start = clock.instant();
    for (int i = 0; i < 1000; i++) {
      assertThat(limiter.take(OURS, PATIENCE)).isTrue();
      assertThat(service.call()).as("call %d", i).isTrue();
    }
    double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
    assertThat(seconds / 80.0).as("over the bucket's own bound").isLessThan(1.05);
    assertThat(bank.visits).as("visits to the bank").isLessThan(600);
  }

  @Test
  void replicasThatShareTheBankNeverOverdrawTheServiceHoweverTheyTakeTurns() {
    for (int seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      var service = new Service();
      Limiter[] replicas = {replica(), replica(), replica()};
      for (int i = 0; i < 600; i++) {
        Limiter one = replicas[random.nextInt(3)];
        assertThat(one.take(OURS, PATIENCE)).isTrue();
        clock.pass(Duration.ofMillis(random.nextInt(40)));
        assertThat(service.call()).as("seed %d, call %d", seed, i).isTrue();
      }
      clock.pass(Duration.ofMinutes(2));
    }
  }

  @Test
  void aQuietReplicaKeepsNoTokensFromABusyOne() {
    Limiter quiet = replica();
    Limiter busy = replica();
    Instant start = clock.instant();
    for (int i = 0; i < 600; i++) {
      busy.take(OURS, PATIENCE);
      if (i % 20 == 0) {
        quiet.take(OURS, PATIENCE);
      }
    }
    double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
    assertThat(seconds).isLessThan((630 - 190) / 10.0 * 1.1);
  }

  @Test
  void whatTheServiceSaysRemainsIsHeeded() {
    Limiter limiter = replica();
    limiter.take(OURS, PATIENCE);
    limiter.told(OURS, 3);

    int taken = 0;
    while (limiter.take(OURS, Duration.ZERO)) {
      taken++;
    }
    assertThat(taken).isBetween(1, 3);
  }

  @Test
  void whatIsNoNewsCostsNoVisit() {
    Limiter limiter = replica();
    limiter.take(OURS, PATIENCE);
    int visits = bank.visits;

    limiter.told(OURS, 199);

    assertThat(bank.visits).isEqualTo(visits);
  }

  @Test
  void aRefusalStopsEveryReplicaForAsLongAsTheServiceAsked() {
    Limiter one = replica();
    Limiter other = replica();
    one.refused(OURS, Duration.ofSeconds(17));
    Instant start = clock.instant();

    assertThat(other.take(OURS, Duration.ofSeconds(10))).isFalse();
    assertThat(other.take(OURS, PATIENCE)).isTrue();

    assertThat(Duration.between(start, clock.instant()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void anInterruptedThreadIsNotGivenAToken() {
    Limiter limiter =
        new Limiter(
            bank,
            clock,
            _ -> {
              throw new InterruptedException();
            });
    limiter.refused(OURS, Duration.ofSeconds(5));

    assertThat(limiter.take(OURS, PATIENCE)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}

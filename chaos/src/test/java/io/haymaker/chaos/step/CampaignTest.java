package io.haymaker.chaos.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bounded part of the campaign that every build goes through. */
final class CampaignTest {
  private static final long SEED = 20_260_101;
  private static final Duration RANDOM_PART = Duration.ofSeconds(30);

  @Test
  void everyPointOfARunIsSurvived() {
    var tally = new Tally();

    int points = new Campaign(SEED, tally).everyPoint();

    System.out.printf("chaos: %d points, %d cases%n", points, tally.cases());
    assertThat(tally.failures()).as("%d of %d", tally.failed(), tally.cases()).isEmpty();
    assertThat(points).isGreaterThan(100);
    assertThat(tally.cases()).isGreaterThan(4 * points);
  }

  @Test
  void severalPointsAtRandomAreSurvived() {
    var tally = new Tally();
    long end = System.nanoTime() + RANDOM_PART.toNanos();

    new Campaign(SEED, tally).atRandom(() -> System.nanoTime() < end);

    System.out.printf("chaos: %d cases at random%n", tally.cases());
    assertThat(tally.failures()).as("%d of %d", tally.failed(), tally.cases()).isEmpty();
  }
}

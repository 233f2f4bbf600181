package io.haymaker.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is asked when, a bucket never gives more than a service's own would allow. */
final class TokenBucketPropertyTest {
  private static final Budget BUDGET = new Budget("deletes", 20, 10);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private record Grant(Instant at, int tokens) {}

  @Property
  void betweenAnyTwoMomentsNoMoreIsGivenThanTheSizeAndWhatFlowedIn(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 2_000) Integer> gaps,
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 20) Integer> wishes) {
    var grants = new ArrayList<Grant>();
    TokenBucket bucket = TokenBucket.full(BUDGET, START);
    Instant now = START;
    for (int i = 0; i < gaps.size(); i++) {
      now = now.plusMillis(gaps.get(i));
      TokenBucket.Draw draw = bucket.draw(BUDGET, wishes.get(i % wishes.size()), 0, now);
      bucket = draw.after();
      grants.add(new Grant(now, draw.loan().tokens()));
    }
    for (int from = 0; from < grants.size(); from++) {
      int given = 0;
      for (int to = from; to < grants.size(); to++) {
        given += grants.get(to).tokens();
        double seconds =
            Duration.between(grants.get(from).at(), grants.get(to).at()).toMillis() / 1000.0;
        assertThat((double) given).isLessThanOrEqualTo(20 + seconds * 10 + 1e-6);
      }
    }
  }

  @Property
  void whoWaitsAsLongAsItWasToldGetsWhatItWanted(
      @ForAll @IntRange(min = 0, max = 20) int left,
      @ForAll @IntRange(min = 1, max = 20) int wanted,
      @ForAll @IntRange(min = 0, max = 5_000) int pause) {
    TokenBucket bucket = TokenBucket.full(BUDGET, START).atMost(BUDGET, left, START);
    if (pause > 0) {
      bucket = bucket.paused(START.plusMillis(pause));
    }
    TokenBucket.Draw first = bucket.draw(BUDGET, wanted, 0, START);
    Instant later = START.plus(first.loan().askAgainIn());

    Loan loan =
        first.loan().isGranted()
            ? first.loan()
            : first.after().draw(BUDGET, wanted, 0, later).loan();

    assertThat(loan.tokens()).isEqualTo(wanted);
    if (pause > 0) {
      assertThat(later).isAfterOrEqualTo(START.plusMillis(pause));
    }
  }
}

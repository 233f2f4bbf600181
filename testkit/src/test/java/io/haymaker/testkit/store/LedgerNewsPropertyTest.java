package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerNews;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds of the ledger in whatever order news of a resource come in. */
final class LedgerNewsPropertyTest {
  private static final RunId RUN = RunId.random();

  @Provide
  Arbitrary<List<LedgerNews>> news() {
    Arbitrary<Integer> times = Arbitraries.integers().between(0, 6);
    Arbitrary<LedgerNews> one =
        Combinators.combine(Arbitraries.integers().between(0, 4), times)
            .as(
                (kind, time) ->
                    switch (kind) {
                      case 0 -> new LedgerNews.Seen(Optional.empty(), Samples.at(time));
                      case 1 -> new LedgerNews.ReportedDeleted(Optional.empty(), Samples.at(time));
                      case 2 -> new LedgerNews.DeletionFailed(1, "no", Samples.at(time));
                      case 3 -> new LedgerNews.ForceDeleted(1, Samples.at(time));
                      default -> new LedgerNews.ProvenGone(Samples.at(time));
                    });
    return one.list().ofMinSize(1).ofMaxSize(8);
  }

  private static LedgerEntry told(List<LedgerNews> news) {
    @Nullable LedgerEntry entry = null;
    for (LedgerNews one : news) {
      entry = entry == null ? one.firstEntry(RUN, Samples.network("v")) : one.appliedTo(entry);
    }
    if (entry == null) {
      throw new AssertionError("no news");
    }
    return entry;
  }

  @Property
  void nothingIsGoneByAProofOlderThanASighting(@ForAll("news") List<LedgerNews> news) {
    LedgerEntry entry = told(news);

    if (entry.isGone()) {
      assertThat(news)
          .filteredOn(LedgerNews.Seen.class::isInstance)
          .noneMatch(seen -> seen.at().isAfter(entry.changedAt()));
      assertThat(news)
          .anyMatch(
              one -> one instanceof LedgerNews.ProvenGone && one.at().equals(entry.changedAt()));
    }
  }

  @Property
  void aProofThatIsTheLastNewsByItsTimeHolds(@ForAll("news") List<LedgerNews> news) {
    var proof = new LedgerNews.ProvenGone(Samples.at(7));
    int place = Math.floorMod(news.hashCode(), news.size() + 1);
    var withProof = new ArrayList<LedgerNews>(news);
    withProof.add(place, proof);

    assertThat(told(withProof).isGone()).isTrue();
  }

  @Property
  void aSightingThatIsTheLastNewsByItsTimeHolds(@ForAll("news") List<LedgerNews> news) {
    var sighting = new LedgerNews.Seen(Optional.empty(), Samples.at(7));
    int place = Math.floorMod(news.hashCode(), news.size() + 1);
    var withSighting = new ArrayList<LedgerNews>(news);
    withSighting.add(place, sighting);

    assertThat(told(withSighting).state())
        .isIn(LedgerEntry.State.EXISTS, LedgerEntry.State.DELETION_FAILED);
  }

  @Property
  void everyAttemptCounts(@ForAll("news") List<LedgerNews> news) {
    long attempts =
        news.stream()
            .filter(
                one ->
                    one instanceof LedgerNews.DeletionFailed
                        || one instanceof LedgerNews.ForceDeleted)
            .count();

    assertThat(told(news).attempts()).isEqualTo((int) attempts);
  }

  @Property
  void itWasMadeAtTheLatestWhenItWasFirstToldOf(@ForAll("news") List<LedgerNews> news) {
    LedgerEntry entry = told(news);

    assertThat(news)
        .filteredOn(LedgerNews.Seen.class::isInstance)
        .noneMatch(seen -> seen.at().isBefore(entry.createdAt()));
  }
}

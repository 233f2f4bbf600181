package io.haymaker.testkit.store;

import static io.haymaker.testkit.store.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerEntry.State;
import org.junit.jupiter.api.Test;

/** The ledger counts every attempt to delete, and believes only a proof. */
public abstract class LedgerDeletionContract extends LedgerFixture {
  @Test
  void aResourceThatWasProvenGoneAndIsSeenLaterExistsAgain() {
    ledger().created(run, id, ONE, at(1));
    ledger().forceDeleted(run, id, 1, at(2));
    ledger().gone(run, id, at(3));
    assertThat(entry().forced()).isTrue();

    assertThat(ledger().created(run, id, ONE, at(4))).isFalse();

    assertState(State.EXISTS, 4);
    assertThat(entry().forced()).isFalse();
  }

  @Test
  void aDeletionOfOursIsNotedWithItsAttempts() {
    ledger().created(run, id, ONE, at(1));
    ledger().deletionFailed(run, id, 2, "conflict", at(2));
    ledger().forceDeleted(run, id, 3, at(3));

    assertState(State.FORCE_DELETED, 3);
    assertThat(entry().attempts()).isEqualTo(5);
    assertThat(entry().isGone()).isFalse();
    assertThat(entry().forced()).isFalse();
  }

  @Test
  void aDeletionOfOursOfAnUnknownResourceEntersIt() {
    ledger().forceDeleted(run, id, 1, at(1));

    assertState(State.FORCE_DELETED, 1);
    assertThat(entry().attempts()).isEqualTo(1);
  }

  @Test
  void theAgentsReportDoesNotTakeADeletionOfOursAway() {
    ledger().forceDeleted(run, id, 1, at(2));
    ledger().reportedDeleted(run, id, ONE, at(1));
    ledger().reportedDeleted(run, id, ONE, at(3));

    assertState(State.FORCE_DELETED, 2);
    assertThat(entry().scenario()).isEqualTo(ONE);
  }

  @Test
  void aDeletionOfOursAfterTheAgentsReportCounts() {
    ledger().reportedDeleted(run, id, ONE, at(1));
    ledger().forceDeleted(run, id, 1, at(2));

    assertState(State.FORCE_DELETED, 2);
  }

  @Test
  void aDeletionOfOursBeforeTheLastSightingOnlyCountsItsAttempts() {
    ledger().created(run, id, ONE, at(1));
    ledger().created(run, id, ONE, at(3));
    ledger().forceDeleted(run, id, 2, at(2));

    assertState(State.EXISTS, 3);
    assertThat(entry().attempts()).isEqualTo(2);
  }

  @Test
  void aFailureAfterADeletionOfOursTakesItBack() {
    ledger().forceDeleted(run, id, 1, at(1));
    ledger().deletionFailed(run, id, 1, "locked", at(2));

    assertState(State.DELETION_FAILED, 2);
  }

  @Test
  void aProofCountsAsForcedOnlyAfterADeletionOfOurs() {
    ledger().forceDeleted(run, id, 1, at(2));
    ledger().gone(run, id, at(3));
    ledger().reportedDeleted(run, Samples.network("w"), ONE, at(4));
    ledger().gone(run, Samples.network("w"), at(5));

    assertThat(ledger().ofRun(run))
        .allMatch(LedgerEntry::isGone)
        .extracting(LedgerEntry::forced)
        .containsExactly(true, false);
  }

  @Test
  void aLaterProofConfirmsTheFirstWhichKnowsWhoDeletedIt() {
    ledger().created(run, id, ONE, at(1));
    ledger().forceDeleted(run, id, 1, at(1));
    ledger().gone(run, id, at(2));
    ledger().gone(run, id, at(4));
    ledger().created(run, id, ONE, at(3));

    assertState(State.GONE, 4);
    assertThat(entry().forced()).isTrue();
  }

  @Test
  void onlyASightingOverturnsAProof() {
    ledger().created(run, id, ONE, at(1));
    ledger().gone(run, id, at(2));
    ledger().reportedDeleted(run, id, ONE, at(3));
    ledger().deletionFailed(run, id, 2, "conflict", at(4));
    ledger().forceDeleted(run, id, 0, at(5));
    ledger().created(run, id, ONE, at(2));

    assertState(State.GONE, 2);
    assertThat(entry().attempts()).isEqualTo(2);
  }

  @Test
  void aProofOlderThanASightingProvesNothing() {
    ledger().created(run, id, ONE, at(1));
    ledger().created(run, id, ONE, at(3));
    ledger().gone(run, id, at(2));

    assertState(State.EXISTS, 3);
    assertThat(entry().forced()).isFalse();
  }

  @Test
  void aProofAtTheInstantOfTheLastNewsHolds() {
    ledger().created(run, id, ONE, at(1));
    ledger().gone(run, id, at(1));

    assertState(State.GONE, 1);
  }

  @Test
  void aProofAboutAnUnknownResourceIsKept() {
    ledger().gone(run, id, at(2));

    assertState(State.GONE, 2);
    assertThat(entry().forced()).isFalse();
  }

  @Test
  void failedAttemptsAddUpAndTheLastErrorStays() {
    ledger().created(run, id, ONE, at(1));
    ledger().deletionFailed(run, id, 2, "conflict", at(2));
    ledger().deletionFailed(run, id, 3, "locked", at(3));

    assertState(State.DELETION_FAILED, 3);
    assertThat(entry().attempts()).isEqualTo(5);
    assertThat(entry().error()).contains("locked");
  }

  @Test
  void aLateReportOfAnEarlierFailureCountsButDoesNotChangeTheState() {
    ledger().created(run, id, ONE, at(1));
    ledger().deletionFailed(run, id, 1, "locked", at(3));
    ledger().deletionFailed(run, id, 1, "conflict", at(2));
    ledger().reportedDeleted(run, id, ONE, at(5));
    ledger().deletionFailed(run, id, 1, "late", at(5));

    assertState(State.REPORTED_DELETED, 5);
    assertThat(entry().attempts()).isEqualTo(3);
    assertThat(entry().error()).contains("locked");
  }

  @Test
  void aFailureAfterTheAgentsReportTakesTheReportBack() {
    ledger().reportedDeleted(run, id, ONE, at(1));
    ledger().deletionFailed(run, id, 1, "locked", at(2));

    assertState(State.DELETION_FAILED, 2);
  }

  @Test
  void aFailureAboutAnUnknownResourceEntersIt() {
    ledger().deletionFailed(run, id, 4, "locked", at(1));

    assertState(State.DELETION_FAILED, 1);
    assertThat(entry().attempts()).isEqualTo(4);
    assertThat(entry().scenario()).isEmpty();
  }

  @Test
  void attemptsAndErrorOutliveTheProof() {
    ledger().deletionFailed(run, id, 4, "locked", at(1));
    ledger().gone(run, id, at(2));

    assertThat(entry().attempts()).isEqualTo(4);
    assertThat(entry().error()).contains("locked");
  }

  @Test
  void aNegativeNumberOfAttemptsIsRefused() {
    assertThatThrownBy(() -> ledger().deletionFailed(run, id, -1, "no", at(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ledger().forceDeleted(run, id, -1, at(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ledger().ofRun(run)).isEmpty();
  }

  @Test
  void attemptsOfConcurrentTransactionsAllCount() {
    Racers.race(
        4,
        () -> {
          for (int i = 0; i < 5; i++) {
            ledger().deletionFailed(run, id, 1, "conflict", at(1));
          }
          return true;
        });

    assertThat(entry().attempts()).isEqualTo(20);
  }
}

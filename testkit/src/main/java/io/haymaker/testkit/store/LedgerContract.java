package io.haymaker.testkit.store;

import static io.haymaker.testkit.store.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerEntry.State;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ledger tells what is known of each resource, whatever the order in which it was told. */
public abstract class LedgerContract extends LedgerFixture {
  @Test
  void aCreatedResourceExists() {
    assertThat(ledger().created(run, id, ONE, at(1))).isTrue();

    assertThat(ledger().ofRun(run))
        .containsExactly(
            new LedgerEntry(run, id, ONE, at(1), State.EXISTS, at(1), 0, Optional.empty(), false));
  }

  @Test
  void aResourceThatIsKnownIsNotEnteredAgainWhateverTheCaseOfItsId() {
    ledger().created(run, id, ONE, at(1));
    var shouted = ResourceId.of(id.value().toUpperCase(Locale.ROOT));

    assertThat(ledger().created(run, shouted, ONE, at(1))).isFalse();

    assertThat(entry().id().value()).isEqualTo(id.value());
    assertState(State.EXISTS, 1);
  }

  @Test
  void theSameIdInAnotherRunIsAnotherEntry() {
    var other = RunId.random();
    ledger().created(run, id, ONE, at(1));

    assertThat(ledger().created(other, id, ONE, at(1))).isTrue();

    assertThat(ledger().ofRun(run)).hasSize(1);
    assertThat(ledger().ofRun(other)).hasSize(1);
  }

  @Test
  void entriesComeInTheOrderOfTheirCreation() {
    ledger().created(run, Samples.network("late"), ONE, at(3));
    ledger().created(run, Samples.network("early"), ONE, at(1));
    ledger().created(run, Samples.network("middle"), ONE, at(2));

    assertThat(ledger().ofRun(run))
        .extracting(entry -> entry.id().name())
        .containsExactly("early", "middle", "late");
  }

  @Test
  void unprovenAreTheRunsOfWhichSomethingIsNotProvenGone() {
    var clean = RunId.random();
    var empty = RunId.random();
    ledger().created(run, id, ONE, at(1));
    ledger().created(run, Samples.network("gone"), ONE, at(1));
    ledger().gone(run, Samples.network("gone"), at(2));
    ledger().created(clean, id, ONE, at(1));
    ledger().gone(clean, id, at(2));

    assertThat(ledger().unproven()).contains(run).doesNotContain(clean, empty);
  }

  @Test
  void aReportOrADeletionOfOursIsNoProofAndASightingUndoesOne() {
    ledger().created(run, id, ONE, at(1));
    ledger().reportedDeleted(run, id, ONE, at(2));
    assertThat(ledger().unproven()).contains(run);
    ledger().deletionFailed(run, id, 1, "Conflict", at(3));
    assertThat(ledger().unproven()).contains(run);
    ledger().forceDeleted(run, id, 1, at(4));
    assertThat(ledger().unproven()).contains(run);

    ledger().gone(run, id, at(5));
    assertThat(ledger().unproven()).doesNotContain(run);

    ledger().created(run, id, ONE, at(6));
    assertThat(ledger().unproven()).contains(run);
  }

  @Test
  void aScenarioThatWasNotKnownIsFilledInAndAKnownOneStays() {
    ledger().created(run, id, Optional.empty(), at(1));
    ledger().created(run, id, ONE, at(2));
    ledger().created(run, id, Optional.of(new ScenarioName("two")), at(3));

    assertThat(entry().scenario()).isEqualTo(ONE);
  }

  @Test
  void theAgentsReportIsNoted() {
    ledger().created(run, id, ONE, at(1));
    ledger().reportedDeleted(run, id, ONE, at(2));

    assertState(State.REPORTED_DELETED, 2);
    assertThat(entry().createdAt()).isEqualTo(at(1));
    assertThat(entry().isGone()).isFalse();
  }

  @Test
  void anUnknownResourceThatIsReportedDeletedIsEntered() {
    ledger().reportedDeleted(run, id, ONE, at(2));

    assertState(State.REPORTED_DELETED, 2);
    assertThat(entry().scenario()).isEqualTo(ONE);
  }

  @Test
  void aCreationThatComesAfterItsDeletionDoesNotBringTheResourceBack() {
    ledger().reportedDeleted(run, id, ONE, at(2));

    assertThat(ledger().created(run, id, ONE, at(1))).isFalse();

    assertState(State.REPORTED_DELETED, 2);
    assertThat(entry().createdAt()).isEqualTo(at(1));
  }

  @Test
  void ofACreationAndADeletionAtTheSameInstantTheDeletionWinsInEitherOrder() {
    ledger().created(run, id, ONE, at(1));
    ledger().reportedDeleted(run, id, ONE, at(1));
    assertState(State.REPORTED_DELETED, 1);

    ledger().created(run, id, ONE, at(1));
    assertState(State.REPORTED_DELETED, 1);
  }

  @Test
  void aResourceThatIsSeenAfterItsDeletionWasReportedExistsAgain() {
    ledger().created(run, id, ONE, at(1));
    ledger().reportedDeleted(run, id, ONE, at(2));

    assertThat(ledger().created(run, id, ONE, at(3))).isFalse();

    assertState(State.EXISTS, 3);
    assertThat(entry().createdAt()).isEqualTo(at(1));
  }

  @Test
  void anOldDeletionDoesNotHideAResourceThatWasMadeAgain() {
    ledger().created(run, id, ONE, at(1));
    ledger().created(run, id, ONE, at(3));
    ledger().reportedDeleted(run, id, ONE, at(2));

    assertState(State.EXISTS, 3);
  }

  @Test
  void aSightingLeavesAFailedDeletionAsItIs() {
    ledger().deletionFailed(run, id, 4, "locked", at(1));
    ledger().created(run, id, ONE, at(2));

    assertThat(entry().state()).isEqualTo(State.DELETION_FAILED);
    assertThat(entry().error()).contains("locked");
    assertThat(entry().scenario()).isEqualTo(ONE);
  }

  @Test
  void ofConcurrentSightingsExactlyOneIsTheFirst() {
    assertThat(Racers.race(4, () -> ledger().created(run, id, ONE, at(1)))).containsOnlyOnce(true);
    assertThat(entry().state()).isEqualTo(State.EXISTS);
  }
}

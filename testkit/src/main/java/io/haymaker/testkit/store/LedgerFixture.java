package io.haymaker.testkit.store;

import static io.haymaker.testkit.store.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerEntry.State;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import java.util.Optional;

/** A run with one resource, and what a ledger says of it. */
abstract class LedgerFixture {
  static final Optional<ScenarioName> ONE = Optional.of(new ScenarioName("one"));

  final RunId run = RunId.random();
  final ResourceId id = Samples.network("v");

  /** The stores under test; the same ones throughout a test. */
  protected abstract Stores stores();

  Ledger ledger() {
    return stores().ledger();
  }

  LedgerEntry entry() {
    assertThat(ledger().ofRun(run)).hasSize(1);
    return ledger().ofRun(run).getFirst();
  }

  void assertState(State state, int changedAtSeconds) {
    assertThat(entry().state()).isEqualTo(state);
    assertThat(entry().changedAt()).isEqualTo(at(changedAtSeconds));
  }
}

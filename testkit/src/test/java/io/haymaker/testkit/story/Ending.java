package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.run.Conclusion;
import io.haymaker.core.run.RunReport;
import io.haymaker.testkit.cloud.CloudOperation;
import io.haymaker.testkit.cloud.Effect;
import java.util.List;
import org.assertj.core.api.ListAssert;

/** How a story ended: the report, and what is really there. */
record Ending(Story story) {
  RunReport report() {
    return story.store.reports().find(story.id()).orElseThrow();
  }

  /** Completed, an audit of zeros, and the world itself is empty. */
  Ending isClean() {
    assertThat(story.run().conclusion()).contains(new Conclusion.Completed());
    assertThat(report().status()).isEqualTo("completed");
    assertThat(report().reason()).isEmpty();
    return nothingIsLeft();
  }

  Ending failedFor(Conclusion.Reason reason) {
    assertThat(report().status()).isEqualTo("failed");
    assertThat(report().reason()).contains(reason.wireName());
    return this;
  }

  /** Nothing of ours is there, by the audit's word and in truth. */
  Ending nothingIsLeft() {
    assertThat(report().audit())
        .isEqualTo(new RunReport.Audit(0, 0, 0, 0, 0, List.of(), List.of()));
    assertThat(story.cloud.belongings(Story.US)).isEmpty();
    assertThat(story.cloud.assignments()).isEmpty();
    assertThat(story.runtime.present()).isEmpty();
    assertThat(story.store.ledger().ofRun(story.id())).allMatch(LedgerEntry::isGone);
    return this;
  }

  RunReport.Scenario scenario(String name) {
    return report().scenarios().stream()
        .filter(one -> one.scenarioName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What was really changed in the cloud by this operation. */
  ListAssert<Effect> effects(CloudOperation operation) {
    return assertThat(story.cloud.effects()).filteredOn(one -> one.operation() == operation);
  }

  /** The journal's lines of a type. */
  ListAssert<String> journal(String type) {
    return assertThat(
        story.store.journal().ofRun(story.id(), 0, 100_000).stream()
            .filter(line -> line.entry().type().equals(type))
            .map(line -> line.entry().message())
            .toList());
  }
}

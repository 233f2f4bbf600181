package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.cleanup.CleanupReport;
import io.haymaker.core.run.Conclusion.Reason;
import io.haymaker.core.scenario.ScenarioChoice;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.scenario.ScenarioName;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Runs that end before anything is made. */
final class RefusedRunTest {

  private record Named(String name, Supplier<Finding> looking) implements Check {
    @Override
    public Finding look(Undertaking undertaking) {
      return looking.get();
    }
  }

  @Test
  void aFailedCheckEndsTheRunBeforeAnythingIsMade() {
    var story = Story.of("compute-01");
    story.checks.add(new Named("credential", () -> Check.Finding.passed("fine")));
    story.checks.add(
        new Named("key-vault", () -> Check.Finding.failed("no answer", "open the firewall")));
    story.checks.add(
        new Named(
            "broken",
            () -> {
              throw new IllegalStateException("bug");
            }));

    Ending ending = story.end().failedFor(Reason.VALIDATION).nothingIsLeft();

    assertThat(ending.report().message().orElseThrow())
        .startsWith("key-vault: no answer (open the firewall); broken: ")
        .contains("bug");
    assertThat(ending.report().cleanupReport().status()).isEqualTo(CleanupReport.Status.VERIFIED);
    assertThat(ending.report().scenarios()).isEmpty();
    assertThat(story.cloud.effects()).isEmpty();
    assertThat(story.runtime.launched()).isEmpty();
  }

  @Test
  void aWarningStopsNothing() {
    var story = Story.of("compute-01");
    story.checks.add(
        new Named(
            "egress", () -> new Check.Finding(Check.Verdict.WARNING, "no route table", "add one")));

    story.end().isClean();
  }

  @Test
  void tooFewScenariosAreSaidInTheWordsThatPeopleKnow() {
    var story = Story.of("a", "b", "c", "d", "e", "f").sized(SimulationSize.LARGE);

    Ending ending = story.end().failedFor(Reason.VALIDATION).nothingIsLeft();

    assertThat(ending.report().message())
        .isEqualTo(Optional.of("Not enough scenarios available. Requested: 30, Available: 6"));
    assertThat(ending.report().simulationSize()).isEqualTo("large");
  }

  @Test
  void aSmallRunHasFiveOfThoseThatThereAre() {
    var story = Story.of("a", "b", "c", "d", "e", "f", "g").sized(SimulationSize.SMALL);
    story.catalog.add(new ScenarioChoice(new ScenarioName("h"), "Web", "# Scenario: h"));

    assertThat(story.end().isClean().report().scenarios()).hasSize(5);
  }

  @Test
  void anUnknownScenarioIsNamed() {
    var story = Story.of("compute-01");
    story.catalog.clear();

    Ending ending = story.end().failedFor(Reason.VALIDATION);

    assertThat(ending.report().message().orElseThrow()).startsWith("Unknown scenario: compute-01");
    assertThat(ending.report().simulationSize()).isEqualTo("custom");
  }
}

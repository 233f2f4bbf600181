package io.haymaker.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.run.ScenarioRun.Result;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.scenario.ScenarioName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is taken for the end of an agent, and for which. */
class AgentEndingTest {
  private static final ScenarioName WEB = new ScenarioName("web");

  private final Run run =
      Plans.run()
          .movedTo(Phase.SELECTION, Plans.NOON)
          .movedTo(Phase.PROVISIONING, Plans.NOON)
          .movedTo(Phase.MONITORING, Plans.NOON);
  private final ScenarioRun scenario = Plans.running(run, WEB.value());
  private final RunPlanner planner =
      new RunPlanner(RunSettings.Pace.STANDARD, DeletionPolicy.STANDARD);

  @Test
  void aContainerThatItsRuntimeHasForgottenIsLostAtOnce() {
    assertThat(ends(new ContainerState.Lost(), Map.of()))
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.result()).isEqualTo(Result.LOST);
              assertThat(end.why()).get().asString().contains("forgotten");
            });
  }

  @Test
  void aContainerThatHasNotBegunIsWaitedFor() {
    assertThat(ends(new ContainerState.Starting(), Map.of())).isEmpty();
  }

  @Test
  void anAgentThatSaysThatItIsThroughHasEndedWhateverIsSeenOfIt() {
    for (ContainerState state :
        List.of(new ContainerState.Running(), new ContainerState.Failed("begun again"))) {
      assertThat(ends(state, Map.of(WEB, word("0"))))
          .extracting(RunAction.End::result)
          .containsExactly(Result.SUCCEEDED);
    }
    assertThat(ends(new ContainerState.Running(), Map.of(WEB, word("3"))))
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.result()).isEqualTo(Result.FAILED);
              assertThat(end.why()).contains("it said that it ended with exit code 3");
            });
  }

  @Test
  void aWordThatIsNoCodeIsTakenForAGoodEnd() {
    assertThat(word("many").result()).isEqualTo(Result.SUCCEEDED);
    assertThat(LastWord.of(entry(Map.of())).result()).isEqualTo(Result.SUCCEEDED);
  }

  private LastWord word(String code) {
    return LastWord.of(entry(Map.of("exit_code", code)));
  }

  private JournalEntry entry(Map<String, String> details) {
    return JournalEntry.of(Plans.NOON, run.id(), "cleanup_complete", Severity.INFO, "through")
        .about(WEB)
        .with(details);
  }

  private List<RunAction.End> ends(ContainerState state, Map<ScenarioName, LastWord> words) {
    var handle = new ContainerHandle("fake", new ContainerName("c"), "/c");
    var snapshot =
        new RunSnapshot(
            run,
            List.of(scenario),
            Map.of(WEB, Look.found(new ContainerView(handle, Map.of(), state))),
            words,
            Set.of(),
            Plans.NOON.plusSeconds(5));
    return planner.plan(snapshot).actions().stream()
        .filter(RunAction.End.class::isInstance)
        .map(RunAction.End.class::cast)
        .toList();
  }
}

package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Conclusion;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.run.Stage;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SelectionStrategy;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.store.StaleWriteException;
import io.haymaker.scenario.ScenarioName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs and their scenarios come back as they were written, and never over newer ones. */
public abstract class RunStoreContract {
  private final RunId id = RunId.random();

  /** The stores under test; the same ones throughout a test. */
  protected abstract Stores stores();

  private Run inserted() {
    stores().runs().insert(Samples.run(id, Samples.NOON));
    return stores().runs().find(id).orElseThrow();
  }

  private Run over(Run run) {
    Run reporting = run.movedTo(Phase.REPORTING, Samples.at(1));
    return reporting.movedTo(Phase.COMPLETED, Samples.at(2));
  }

  @Test
  void aRunComesBackAsItWasEntered() {
    assertThat(inserted()).isEqualTo(Samples.run(id, Samples.NOON));
  }

  @Test
  void aRunComesBackWithTheStrategyOfItsSelection() {
    var strategy =
        new SelectionStrategy(
            SelectionStrategy.Spread.BALANCED, Optional.of("web"), Optional.empty());
    var options =
        new RunOptions(
            new Selection.Sized(SimulationSize.MEDIUM, strategy), 7, Duration.ofSeconds(1), 0);
    stores().runs().insert(Run.begun(id, options, Samples.NOON));

    assertThat(stores().runs().find(id).orElseThrow().options()).isEqualTo(options);
  }

  @Test
  void aScenarioIsCurrentUntilSomebodyWritesIt() {
    inserted();
    stores().runs().insertScenarios(List.of(Samples.scenario(id, "web-01")));
    ScenarioRun read = stores().runs().scenarios(id).getFirst();
    assertThat(stores().runs().isCurrent(read)).isTrue();

    ScenarioRun claimed = stores().runs().update(read);

    assertThat(stores().runs().isCurrent(read)).isFalse();
    assertThat(stores().runs().isCurrent(claimed)).isTrue();
  }

  @Test
  void aRunOfNamedScenariosComesBackWithTheirOrder() {
    var named = List.of(new ScenarioName("b-2"), new ScenarioName("a-1"));
    var options =
        new RunOptions(new Selection.Named(named), Long.MIN_VALUE, Duration.ofNanos(1), 0);
    stores().runs().insert(Run.begun(id, options, Samples.NOON));

    assertThat(stores().runs().find(id).orElseThrow().options()).isEqualTo(options);
  }

  @Test
  void anUnknownRunIsEmpty() {
    assertThat(stores().runs().find(id)).isEmpty();
    assertThat(stores().runs().scenarios(id)).isEmpty();
  }

  @Test
  void theSameRunCannotBeEnteredTwice() {
    Run run = inserted();

    assertThatThrownBy(() -> stores().runs().insert(run)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void anUpdateKeepsEveryFieldAndCountsTheVersion() {
    Run changed =
        over(inserted().cancelled(Samples.at(1)))
            .cleaned(new CleanupProgress(2, Samples.at(1), List.of("a \"b\""), List.of("c"), true))
            .concluded(new Conclusion.Failed(Conclusion.Reason.LEFTOVERS, "1 remains"));

    Run updated = stores().runs().update(changed);

    assertThat(updated.version()).isEqualTo(1);
    assertThat(updated).usingRecursiveComparison().ignoringFields("version").isEqualTo(changed);
    assertThat(stores().runs().find(id)).contains(updated);
  }

  @Test
  void everyConclusionComesBack() {
    Run run = stores().runs().update(inserted().concluded(new Conclusion.Completed()));
    assertThat(stores().runs().find(id)).contains(run);
    for (var reason : Conclusion.Reason.values()) {
      run = stores().runs().update(run.concluded(new Conclusion.Failed(reason, "why")));
      assertThat(stores().runs().find(id)).contains(run);
    }
  }

  @Test
  void aWriteFromAnOlderVersionIsRefusedAndChangesNothing() {
    Run old = inserted();
    Run current = stores().runs().update(old.cancelled(Samples.at(1)));

    assertThatThrownBy(() -> stores().runs().update(over(old)))
        .isInstanceOf(StaleWriteException.class)
        .hasMessageContaining(id.toString());

    assertThat(stores().runs().find(id)).contains(current);
  }

  @Test
  void anUpdateOfARunThatWasNeverEnteredIsRefused() {
    assertThatThrownBy(() -> stores().runs().update(Samples.run(id, Samples.NOON)))
        .isInstanceOf(StaleWriteException.class);
  }

  @Test
  void ofWritersThatReadTheSameVersionExactlyOneWins() {
    Run read = inserted();

    List<Boolean> won =
        Racers.race(
            4,
            () -> {
              try {
                stores().runs().update(read.cancelled(Samples.at(1)));
                return true;
              } catch (StaleWriteException e) {
                return false;
              }
            });

    assertThat(won).containsOnlyOnce(true);
    assertThat(stores().runs().find(id).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void unfinishedRunsAreListedOldestFirst() {
    inserted();
    var older = RunId.random();
    stores().runs().insert(Samples.run(older, Samples.at(-60)));
    var finished = RunId.random();
    stores().runs().insert(Samples.run(finished, Samples.at(-90)));
    stores().runs().update(over(stores().runs().find(finished).orElseThrow()));

    assertThat(stores().runs().unfinished())
        .extracting(Run::id)
        .filteredOn(List.of(id, older, finished)::contains)
        .containsExactly(older, id);
  }

  @Test
  void aRunIsAloneOnceEveryOtherIsOver() {
    inserted();
    stores().runs().insert(Samples.run(RunId.random(), Samples.at(-60)));
    assertThat(stores().runs().isAlone(id)).isFalse();

    stores().runs().unfinished().stream()
        .filter(other -> !other.id().equals(id))
        .forEach(other -> stores().runs().update(over(other)));
    assertThat(stores().runs().isAlone(id)).isTrue();
  }

  @Test
  void theNewestRunsAreListedFirstUpToTheLimit() {
    // Far ahead of every other test's runs, which may share the database.
    var newest = RunId.random();
    stores().runs().insert(Samples.run(id, Samples.NOON.plus(Duration.ofDays(3650))));
    stores().runs().insert(Samples.run(newest, Samples.NOON.plus(Duration.ofDays(3651))));

    assertThat(stores().runs().newest(2)).extracting(Run::id).containsExactly(newest, id);
    assertThat(stores().runs().newest(1)).extracting(Run::id).containsExactly(newest);
  }

  @Test
  void scenariosComeBackAsTheyWereEnteredAndInThatOrder() {
    inserted();
    var entered =
        List.of(
            Samples.scenario(id, "zeta"),
            Samples.scenario(id, "alpha"),
            Samples.scenario(id, "mid"));

    stores().runs().insertScenarios(entered);

    assertThat(stores().runs().scenarios(id)).isEqualTo(entered);
  }

  @Test
  void aScenarioUpdateKeepsEveryFieldAndTheOrder() {
    inserted();
    stores().runs().insertScenarios(List.of(Samples.scenario(id, "b"), Samples.scenario(id, "a")));
    ScenarioRun ended =
        stores()
            .runs()
            .scenarios(id)
            .getFirst()
            .running(Samples.identity(Samples.NOON), Samples.container("b-agent"), Samples.at(1))
            .ended(ScenarioRun.Result.FAILED, Optional.of("exit code 1"), Samples.at(2));

    ScenarioRun updated = stores().runs().update(ended);

    assertThat(updated.version()).isEqualTo(1);
    assertThat(updated).usingRecursiveComparison().ignoringFields("version").isEqualTo(ended);
    assertThat(stores().runs().scenarios(id)).containsExactly(updated, Samples.scenario(id, "a"));
  }

  @Test
  void aScenarioWriteFromAnOlderVersionIsRefused() {
    inserted();
    stores().runs().insertScenarios(List.of(Samples.scenario(id, "one")));
    ScenarioRun old = stores().runs().scenarios(id).getFirst();
    ScenarioRun current = stores().runs().update(old.at(Stage.SKIPPED));

    assertThatThrownBy(() -> stores().runs().update(old.at(Stage.SKIPPED)))
        .isInstanceOf(StaleWriteException.class)
        .hasMessageContaining("one");

    assertThat(stores().runs().scenarios(id)).containsExactly(current);
  }

  @Test
  void scenariosOfARunThatIsNotThereAreRefused() {
    var scenarios = List.of(Samples.scenario(id, "one"));

    assertThatThrownBy(() -> stores().runs().insertScenarios(scenarios))
        .isInstanceOf(RuntimeException.class);
  }
}

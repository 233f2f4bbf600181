package io.haymaker.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever becomes of the actions, a run moves forward only, and comes to an audited end. */
final class RunPlannerPropertyTest {
  private static final RunPlanner PLANNER =
      new RunPlanner(RunSettings.Pace.STANDARD, DeletionPolicy.STANDARD);

  /** A run of which every action's result is drawn by lot. */
  private static final class Life {
    final Random random;
    Run run = Plans.run();
    final List<ScenarioRun> scenarios = new ArrayList<>();
    final List<RunAction> performed = new ArrayList<>();
    Instant now = Plans.NOON;

    Life(Random random) {
      this.random = random;
    }

    void live() {
      for (int turn = 0; !run.isOver(); turn++) {
        assertThat(turn).as("turns of %s %s", run, scenarios).isLessThan(20_000);
        if (random.nextInt(40) == 0) {
          run = run.cancelled(now);
        }
        RunPlan plan =
            PLANNER.plan(new RunSnapshot(run, scenarios, containers(), Map.of(), Set.of(), now));
        assertThat(
                PLANNER
                    .plan(new RunSnapshot(run, scenarios, Map.of(), Map.of(), Set.of(), now))
                    .actions())
            .as("whoever saw no container takes none for ended")
            .noneMatch(
                action ->
                    action instanceof RunAction.End end && end.result() != ScenarioRun.Result.LOST);
        plan.actions().forEach(this::perform);
        Instant next = plan.nextLook().orElse(now);
        now = next.isAfter(now) ? next : now.plusSeconds(1);
      }
    }

    private Map<ScenarioName, Look<ContainerView>> containers() {
      var seen = new HashMap<ScenarioName, Look<ContainerView>>();
      for (ScenarioRun scenario : scenarios) {
        ContainerState state =
            switch (random.nextInt(12)) {
              case 0 -> new ContainerState.Succeeded();
              case 1 -> new ContainerState.Failed("exit 1");
              case 2 -> new ContainerState.Stopped();
              case 3, 4 -> new ContainerState.Starting();
              case 5 -> new ContainerState.Lost();
              default -> new ContainerState.Running();
            };
        var handle = new ContainerHandle("fake", new ContainerName("c"), "/c");
        seen.put(
            scenario.scenario(),
            switch (random.nextInt(10)) {
              case 0 -> Look.couldNotLook("Throttled", "later");
              case 1 -> Look.absent();
              default -> Look.found(new ContainerView(handle, Map.of(), state));
            });
      }
      return seen;
    }

    private void perform(RunAction action) {
      performed.add(action);
      switch (action) {
        case RunAction.Validate _ ->
            run = run.movedTo(random.nextInt(9) == 0 ? Phase.REPORTING : Phase.SELECTION, now);
        case RunAction.Select _ -> {
          run = run.movedTo(Phase.PROVISIONING, now);
          for (int i = 0; i < 3; i++) {
            scenarios.add(Plans.planned(run, "s" + i));
          }
        }
        case RunAction.Provision(ScenarioRun scenario) ->
            replace(
                scenario,
                random.nextInt(3) == 0
                    ? scenario.provisioningFailed("no", now)
                    : Plans.running(run, scenario.scenario().value()));
        case RunAction.Undo(ScenarioRun scenario) -> replace(scenario, scenario.at(Stage.UNDONE));
        case RunAction.Skip(ScenarioRun scenario) -> {
          assertThat(run.isCancelled()).isTrue();
          replace(scenario, scenario.at(Stage.SKIPPED));
        }
        case RunAction.Stop _ -> {}
        case RunAction.End(ScenarioRun scenario, var result, var why) ->
            replace(scenario, scenario.ended(result, why, now));
        case RunAction.Clean(int round) -> {
          assertThat(round).isEqualTo(run.cleanup().map(CleanupProgress::rounds).orElse(0) + 1);
          boolean clean = random.nextInt(4) == 0;
          run =
              run.cleaned(
                  new CleanupProgress(
                          round,
                          now,
                          clean ? List.of() : List.of("disk"),
                          random.nextInt(9) == 0 ? List.of("inventory") : List.of(),
                          !clean && random.nextInt(9) == 0)
                      .after(run.cleanup()));
        }
        case RunAction.Audit _ ->
            run = run.concluded(new Conclusion.Completed()).movedTo(Phase.REPORTING, now);
        case RunAction.Report _ -> run = run.movedTo(Phase.COMPLETED, now);
        case RunAction.MoveTo(Phase phase) -> run = run.movedTo(phase, now);
      }
    }

    private void replace(ScenarioRun old, ScenarioRun by) {
      scenarios.replaceAll(one -> one.scenario().equals(old.scenario()) ? by : one);
    }

    long count(Class<? extends RunAction> kind) {
      return performed.stream().filter(kind::isInstance).count();
    }
  }

  @Property(tries = 300)
  void everyRunEndsOnceWithAReportAndAnAuditOfWhatItMade(@ForAll Random random) {
    var life = new Life(random);

    life.live();

    assertThat(life.count(RunAction.Report.class)).isEqualTo(1);
    boolean madeSomething = !life.scenarios.isEmpty();
    assertThat(life.count(RunAction.Audit.class)).isEqualTo(madeSomething ? 1 : 0);
    assertThat(life.count(RunAction.Clean.class) > 0).isEqualTo(madeSomething);
    assertThat(life.run.conclusion().isPresent()).isEqualTo(madeSomething);
    assertThat(life.scenarios)
        .allMatch(
            one ->
                switch (one.stage()) {
                  case ENDED, UNDONE, SKIPPED -> true;
                  case PLANNED, RUNNING, PROVISIONING_FAILED -> false;
                });
  }

  @Property(tries = 300)
  void theSameSnapshotGivesTheSamePlan(@ForAll Random random) {
    var life = new Life(random);
    life.live();
    var snapshot =
        new RunSnapshot(life.run, life.scenarios, Map.of(), Map.of(), Set.of(), life.now);

    assertThat(PLANNER.plan(snapshot)).isEqualTo(PLANNER.plan(snapshot));
    assertThat(PLANNER.plan(snapshot).nextLook()).isEqualTo(Optional.empty());
  }

  @Property(tries = 200)
  void cleanupEndsWhenCleanTwiceOrStuckTwiceOrOutOfTimeAndNotBefore(@ForAll Random random) {
    Run cleaning = Plans.in(Phase.CLEANUP);
    boolean clean = random.nextBoolean();
    boolean blind = random.nextBoolean();
    boolean stuck = !clean && random.nextBoolean();
    int rounds = 1 + random.nextInt(30);
    Instant at = Plans.NOON.plusSeconds(random.nextInt(8000));
    int cleanFor = random.nextInt(120);
    boolean allGone = clean && !blind;
    var progress =
        new CleanupProgress(
            rounds,
            at,
            clean ? List.of() : List.of("disk"),
            blind ? List.of("inventory") : List.of(),
            stuck,
            allGone ? Optional.of(at.minusSeconds(cleanFor)) : Optional.empty());

    RunPlan plan =
        PLANNER.plan(
            new RunSnapshot(
                cleaning.cleaned(progress),
                List.of(),
                Map.of(),
                Map.of(),
                Set.of(),
                at.plusSeconds(400)));

    // Who comes back after the deadline still deletes once and looks twice.
    boolean late =
        !allGone
            && rounds >= 3
            && at.plusSeconds(Math.min(clean ? 60 : 300, 2L << Math.min(rounds - 1, 20)))
                .isAfter(Plans.NOON.plus(DeletionPolicy.STANDARD.deadline()));
    boolean proven = allGone && cleanFor >= DeletionPolicy.STANDARD.settle().toSeconds();
    boolean done = proven || (stuck && rounds >= 2) || late;
    assertThat(plan.actions())
        .containsExactly(done ? new RunAction.Audit() : new RunAction.Clean(rounds + 1));
  }
}

package io.haymaker.core.run;

import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.run.ScenarioRun.Result;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what comes next for a run. Pure: the same snapshot gives the same plan. */
final class RunPlanner {
  /** A first round may meet what only the second can tell to be stuck. */
  private static final int STUCK_ROUNDS = 2;

  /** Who comes back after the deadline still deletes once, and looks twice whether it is gone. */
  private static final int LEAST_ROUNDS = 3;

  /**
   * How long events are waited for when their agent has ended well. What a process held when it
   * died or froze comes again after half a minute.
   */
  private static final Duration LATE_WORDS = Duration.ofMinutes(2);

  /** How often one asks meanwhile whether they are there. */
  private static final Duration EAR = Duration.ofSeconds(2);

  private final RunSettings.Pace pace;
  private final DeletionPolicy deletion;

  RunPlanner(RunSettings.Pace pace, DeletionPolicy deletion) {
    this.pace = pace;
    this.deletion = deletion;
  }

  RunPlan plan(RunSnapshot snapshot) {
    return switch (snapshot.run().phase()) {
      case VALIDATION -> validation(snapshot);
      case SELECTION -> RunPlan.act(new RunAction.Select(), snapshot.now());
      case PROVISIONING -> provisioning(snapshot);
      case MONITORING -> monitoring(snapshot);
      case CLEANUP -> cleanup(snapshot);
      case REPORTING -> RunPlan.act(new RunAction.Report(), snapshot.now());
      case COMPLETED -> RunPlan.over();
    };
  }

  private static RunPlan validation(RunSnapshot snapshot) {
    return RunPlan.act(new RunAction.Validate(), snapshot.now());
  }

  private static RunPlan provisioning(RunSnapshot snapshot) {
    var actions = new ArrayList<RunAction>();
    for (ScenarioRun scenario : snapshot.scenarios()) {
      switch (scenario.stage()) {
        case PLANNED ->
            actions.add(
                snapshot.run().isCancelled()
                    ? new RunAction.Skip(scenario)
                    : new RunAction.Provision(scenario));
        case PROVISIONING_FAILED -> actions.add(new RunAction.Undo(scenario));
        case RUNNING, ENDED, UNDONE, SKIPPED -> {}
      }
    }
    if (actions.isEmpty()) {
      Phase next = snapshot.at(Stage.RUNNING).isEmpty() ? Phase.CLEANUP : Phase.MONITORING;
      actions.add(new RunAction.MoveTo(next));
    }
    return RunPlan.act(actions, snapshot.now());
  }

  private RunPlan monitoring(RunSnapshot snapshot) {
    List<ScenarioRun> running = snapshot.at(Stage.RUNNING);
    if (running.isEmpty()) {
      return stillWaitedFor(snapshot)
          ? RunPlan.waitUntil(snapshot.now().plus(EAR))
          : RunPlan.act(new RunAction.MoveTo(Phase.CLEANUP), snapshot.now());
    }
    Instant stopAt = stopAt(snapshot.run());
    Instant giveUpAt = stopAt.plus(pace.stopGrace());
    var actions = new ArrayList<RunAction>();
    for (ScenarioRun scenario : running) {
      watch(scenario, snapshot, stopAt, giveUpAt).ifPresent(actions::add);
    }
    Instant next = snapshot.now().plus(pace.monitorInterval());
    for (Instant due : List.of(stopAt, giveUpAt)) {
      if (due.isAfter(snapshot.now()) && due.isBefore(next)) {
        next = due;
      }
    }
    if (!snapshot.now().isBefore(stopAt)) {
      // Stopped agents end within seconds: look often until they have.
      next = earlier(next, snapshot.now().plus(Duration.ofSeconds(2)));
    }
    return RunPlan.act(actions, next);
  }

  /** The cleanup proves of everything that it knows that it is gone: it is to know it all. */
  private static boolean stillWaitedFor(RunSnapshot snapshot) {
    return snapshot.scenarios().stream()
        .filter(scenario -> snapshot.unheard().contains(scenario.scenario()))
        .flatMap(scenario -> scenario.endedAt().stream())
        .anyMatch(ended -> snapshot.now().isBefore(ended.plus(LATE_WORDS)));
  }

  /** When agents that still run are asked to end; not every runtime does that by itself. */
  private Instant stopAt(Run run) {
    Duration full = run.options().duration().plus(pace.agentGrace());
    Instant due =
        run.phaseSince()
            .plus(full.compareTo(pace.containerTimeout()) < 0 ? full : pace.containerTimeout());
    return run.cancelRequestedAt().filter(asked -> asked.isBefore(due)).orElse(due);
  }

  private static Optional<RunAction> watch(
      ScenarioRun scenario, RunSnapshot snapshot, Instant stopAt, Instant giveUpAt) {
    Optional<LastWord> lastWord =
        Optional.ofNullable(snapshot.lastWords().get(scenario.scenario()));
    if (lastWord.isPresent()) {
      // It waits to be taken away: whatever is seen of it now says nothing of its work.
      return Optional.of(
          new RunAction.End(scenario, lastWord.get().result(), lastWord.get().why()));
    }
    boolean stopping = !snapshot.now().isBefore(stopAt);
    boolean givenUp = !snapshot.now().isBefore(giveUpAt);
    Look<ContainerView> look =
        snapshot
            .containers()
            .getOrDefault(
                scenario.scenario(), Look.couldNotLook("NotSeen", "it was not looked at"));
    return switch (look) {
      case Look.Found<ContainerView>(ContainerView view) ->
          seen(scenario, view.state(), stopping, givenUp);
      case Look.Absent<ContainerView> _ ->
          Optional.of(
              new RunAction.End(
                  scenario,
                  stopping ? Result.STOPPED : Result.LOST,
                  Optional.of("its container vanished")));
      case Look.CouldNotLook<ContainerView> failed ->
          givenUp
              ? Optional.of(
                  new RunAction.End(
                      scenario, Result.LOST, Optional.of(failed.problem().toString())))
              : Optional.empty();
    };
  }

  private static Optional<RunAction> seen(
      ScenarioRun scenario, ContainerState state, boolean stopping, boolean givenUp) {
    return switch (state) {
      case ContainerState.Starting _, ContainerState.Running _ -> {
        if (givenUp) {
          yield Optional.of(
              new RunAction.End(
                  scenario, Result.LOST, Optional.of("it did not end when it was asked to")));
        }
        yield stopping ? Optional.of(new RunAction.Stop(scenario)) : Optional.empty();
      }
      case ContainerState.Succeeded _ ->
          Optional.of(new RunAction.End(scenario, Result.SUCCEEDED, Optional.empty()));
      case ContainerState.Stopped _ ->
          Optional.of(new RunAction.End(scenario, Result.STOPPED, Optional.empty()));
      case ContainerState.Failed failed ->
          Optional.of(
              stopping
                  ? new RunAction.End(scenario, Result.STOPPED, Optional.of(failed.reason()))
                  : new RunAction.End(scenario, Result.FAILED, Optional.of(failed.reason())));
      case ContainerState.Lost _ ->
          Optional.of(
              new RunAction.End(
                  scenario,
                  Result.LOST,
                  Optional.of("it was begun, and its runtime has forgotten it")));
    };
  }

  private RunPlan cleanup(RunSnapshot snapshot) {
    Optional<CleanupProgress> progress = snapshot.run().cleanup();
    if (progress.isEmpty()) {
      return RunPlan.act(new RunAction.Clean(1), snapshot.now());
    }
    CleanupProgress last = progress.get();
    boolean stuck = last.stuck() && last.rounds() >= STUCK_ROUNDS;
    Instant deadline = snapshot.run().phaseSince().plus(deletion.deadline());
    // Without chance: a plan must be the same for the same snapshot.
    Instant nextRound = last.lastRoundAt().plus(untilNextRound(last));
    if (last.isClean()) {
      nextRound = last.cleanSince().orElse(last.lastRoundAt()).plus(deletion.settle());
    }
    // The second look is owed even when the first one came at the last moment.
    boolean late = !last.isClean() && nextRound.isAfter(deadline) && last.rounds() >= LEAST_ROUNDS;
    if (last.isProven(deletion.settle()) || stuck || late) {
      return RunPlan.act(new RunAction.Audit(), snapshot.now());
    }
    return nextRound.isAfter(snapshot.now())
        ? RunPlan.waitUntil(nextRound)
        : RunPlan.act(new RunAction.Clean(last.rounds() + 1), snapshot.now());
  }

  /** Who only has to look again need not wait as long as who has to delete again. */
  private Duration untilNextRound(CleanupProgress last) {
    Duration wait = deletion.betweenRounds().full(last.rounds());
    boolean onlyBlind = last.remaining().isEmpty();
    return onlyBlind && wait.compareTo(deletion.settle()) > 0 ? deletion.settle() : wait;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}

package io.haymaker.agent.run;

import io.haymaker.agent.arm.ResourceId;
import io.haymaker.agent.environment.AgentSettings;
import io.haymaker.agent.event.Severity;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.run.OperationsSchedule.Step;
import io.haymaker.agent.stop.StopSignal;
import io.haymaker.scenario.Block;
import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import io.haymaker.scenario.PhaseKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The course of one scenario: deploy, operate, clean up. Cleaning up happens whatever came before.
 */
final class AgentRun {

  private final AgentSettings settings;
  private final HttpBlockRunner http;
  private final BashBlockRunner bash;
  private final Sweeper sweeper;
  private final Ledger ledger;
  private final Reporter reporter;
  private final StopSignal stop;
  private final Clock clock;
  private boolean failed;

  AgentRun(
      AgentSettings settings,
      HttpBlockRunner http,
      BashBlockRunner bash,
      Sweeper sweeper,
      Ledger ledger,
      Reporter reporter,
      StopSignal stop,
      Clock clock) {
    this.settings = settings;
    this.http = http;
    this.bash = bash;
    this.sweeper = sweeper;
    this.ledger = ledger;
    this.reporter = reporter;
    this.stop = stop;
    this.clock = clock;
  }

  /**
   * Runs the scenario to its end, on this thread; every event has been published on return, none
   * need have been sent.
   */
  ExitCode run() {
    reporter.started();
    guarded(this::work);
    Set<ResourceId> kept = LeaveBehind.choose(ledger.lastFirst(), settings.leaveBehind());
    if (!stop.isRequested()) {
      guarded(() -> runAll(PhaseKind.CLEANUP, kept));
    }
    int remaining = sweep(kept);
    ExitCode code =
        remaining > 0 ? ExitCode.REMAINS : failed ? ExitCode.SCENARIO_FAILED : ExitCode.DONE;
    reportEnd(remaining, code);
    return code;
  }

  /** Runs a part that a stop may end; a bug in it must not keep us from cleaning up. */
  private void guarded(StopSignal.Work part) {
    try {
      boolean completed = stop.run(part);
      if (!completed) {
        reporter.operation(
            Severity.WARNING, "Told to stop; going on with the clean-up", JsonObject.EMPTY);
      }
    } catch (RuntimeException e) {
      failed = true;
      reporter.error("Unexpected failure of the agent: " + e, JsonObject.EMPTY);
    }
  }

  private void work() throws InterruptedException {
    if (!runAll(PhaseKind.DEPLOYMENT, Set.of())) {
      reporter.error(
          "Phase 1 failed; going on with the clean-up",
          JsonObject.EMPTY.with("phase", PhaseKind.DEPLOYMENT.number()));
      return;
    }
    operate();
  }

  private void operate() throws InterruptedException {
    List<Block> blocks = settings.document().blocks(PhaseKind.OPERATIONS);
    List<Step> steps = OperationsSchedule.plan(settings.duration(), blocks.size());
    Instant begin = clock.instant();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      pauseUntil(begin.plus(step.at()));
      boolean repetition = i >= blocks.size();
      Duration behind = Duration.between(begin.plus(step.at()), clock.instant());
      // What is late is not caught up in a burst, except that each block has its turn once.
      if (!repetition || behind.compareTo(OperationsSchedule.LONGEST_GAP) < 0) {
        boolean _ = run(PhaseKind.OPERATIONS, blocks.get(step.block()), Set.of());
      }
    }
    pauseUntil(begin.plus(settings.duration()));
  }

  private boolean runAll(PhaseKind phase, Set<ResourceId> kept) throws InterruptedException {
    boolean good = true;
    for (Block block : settings.document().blocks(phase)) {
      good &= run(phase, block, kept);
      if (!good && phase == PhaseKind.DEPLOYMENT) {
        return false;
      }
    }
    return good;
  }

  private boolean run(PhaseKind phase, Block block, Set<ResourceId> kept)
      throws InterruptedException {
    boolean good =
        switch (block) {
          case HttpBlock requests -> http.run(phase, requests, kept);
          case BashBlock script -> bash.run(phase, script);
        };
    // A deletion that failed is tried again by the sweep, whose result decides.
    failed |= !good && phase != PhaseKind.CLEANUP;
    return good;
  }

  private int sweep(Set<ResourceId> kept) {
    try {
      return sweeper.sweep(kept);
    } catch (InterruptedException | RuntimeException e) {
      failed = true;
      reporter.error("The clean-up ended early: " + e, JsonObject.EMPTY);
      return (int)
          ledger.lastFirst().stream()
              .filter(entry -> !LeaveBehind.isKept(kept, entry.id()))
              .count();
    }
  }

  private void reportEnd(int remaining, ExitCode code) {
    JsonObject details =
        JsonObject.EMPTY
            .with("resources_created", ledger.created())
            .with("resources_deleted", ledger.deleted())
            .with("resources_remaining", remaining)
            .with("exit_code", code.code());
    reporter.cleanupComplete(
        remaining == 0 ? Severity.INFO : Severity.ERROR,
        remaining == 0
            ? "The clean-up is complete"
            : "The clean-up ended; " + remaining + " resources could not be deleted",
        details);
  }

  private void pauseUntil(Instant time) throws InterruptedException {
    Duration wait = Duration.between(clock.instant(), time);
    if (wait.isPositive()) {
      stop.pause(wait);
    }
  }
}

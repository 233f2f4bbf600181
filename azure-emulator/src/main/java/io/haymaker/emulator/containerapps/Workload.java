package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.containerapps.Execution.Reason;
import io.haymaker.emulator.containerapps.Execution.Status;
import io.haymaker.emulator.process.Child;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one execution from its start to its end, on a thread of its own. The deadline and the grace
 * are looked up on the cloud's clock, which tests move.
 */
final class Workload implements Runnable {

  /** How long a container has between SIGTERM and SIGKILL; Azure offers no other. */
  static final Duration GRACE = Duration.ofSeconds(30);

  private static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_BETWEEN_LOOKS = 10;

  /** What an execution needs beyond its record. */
  record Plan(List<String> command, Duration timeout, int retries, Path folder, Path log) {
    Plan {
      command = List.copyOf(command);
    }
  }

  /** Resolves the variables at the start; may be slow. */
  @FunctionalInterface
  interface Variables {
    EnvironmentVariables.Resolved resolve();
  }

  private enum Ending {
    STOPPED,
    DEADLINE,
    EMULATOR_STOPPED
  }

  private final Execution execution;
  private final Plan plan;
  private final Variables variables;
  private final ExecutionBook book;
  private final Clock clock;
  private volatile @Nullable Ending asked;

  Workload(Execution execution, Plan plan, Variables variables, ExecutionBook book, Clock clock) {
    this.execution = execution;
    this.plan = plan;
    this.variables = variables;
    this.book = book;
    this.clock = clock;
  }

  Execution execution() {
    return execution;
  }

  /** Asks it to end; it has SIGTERM within a tick, and the grace after that. */
  void stop() {
    if (asked == null) {
      asked = Ending.STOPPED;
    }
  }

  /** Asks it to end at once, because the emulator does. */
  void abandon() {
    asked = Ending.EMULATOR_STOPPED;
  }

  @Override
  public void run() {
    // Waits for the transaction that planned this; if that was undone, there is nothing to run.
    if (book.find(execution.name()).isEmpty()) {
      return;
    }
    try {
      switch (variables.resolve()) {
        case EnvironmentVariables.Resolved.Complete(Map<String, Secret> values) -> attempts(values);
        case EnvironmentVariables.Resolved.Incomplete(String why) ->
            fail("ContainerCreateFailure", why);
      }
    } catch (IOException e) {
      fail("ContainerCreateFailure", "The container could not be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("Interrupted", "The emulator was interrupted.");
    }
  }

  private void attempts(Map<String, Secret> values) throws IOException, InterruptedException {
    for (int attempt = 0; asked == null; attempt++) {
      Child child = Child.start(plan.command(), values, plan.folder(), plan.log());
      // Whatever happens to the record, the child ends with this thread.
      try {
        if (!book.change(execution.name(), record -> record.running(child.mark()))) {
          return;
        }
        await(child);
      } finally {
        child.kill();
      }
      if (asked == null && (child.exitCode() == 0 || attempt >= plan.retries())) {
        exited(child.exitCode());
        return;
      }
    }
    endAsAsked();
  }

  private void await(Child child) throws InterruptedException {
    Instant deadline = execution.startedAt().plus(plan.timeout());
    Instant killAt = Instant.MAX;
    for (int tick = 0; !child.waitFor(TICK); tick++) {
      Instant now = clock.instant();
      if (asked == null && !now.isBefore(deadline)) {
        asked = Ending.DEADLINE;
      }
      if (asked == Ending.EMULATOR_STOPPED || !now.isBefore(killAt)) {
        child.kill();
      } else if (asked != null && killAt.equals(Instant.MAX)) {
        child.terminate();
        killAt = now.plus(GRACE);
      } else if (tick % TICKS_BETWEEN_LOOKS == 0) {
        child.look();
      }
    }
  }

  private void exited(int code) {
    if (code == 0) {
      end(Status.SUCCEEDED, Optional.empty());
    } else {
      fail("ProcessExited", "The container exited with code " + code + ".");
    }
  }

  private void endAsAsked() {
    Ending ending = asked;
    if (ending == null) {
      throw new IllegalStateException("nobody asked " + execution.name() + " to end");
    }
    switch (ending) {
      case STOPPED -> end(Status.STOPPED, Optional.empty());
      case DEADLINE ->
          fail(
              "DeadlineExceeded",
              "The execution took longer than " + plan.timeout().toSeconds() + " seconds.");
      case EMULATOR_STOPPED -> fail("EmulatorStopped", "The emulator stopped while it ran.");
    }
  }

  private void fail(String code, String message) {
    end(Status.FAILED, Optional.of(new Reason(code, message)));
  }

  private void end(Status status, Optional<Reason> reason) {
    book.change(execution.name(), record -> record.ended(status, reason, clock.instant()));
  }
}

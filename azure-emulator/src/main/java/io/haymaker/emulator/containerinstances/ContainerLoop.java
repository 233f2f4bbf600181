package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.process.Child;
import io.haymaker.emulator.time.Pauser;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs one container of a group, from one beginning of the group to the next, on a thread of its
 * own: as often as the restart policy says, with longer and longer waits in between. Waits and the
 * grace go by the cloud's clock, which tests move.
 */
final class ContainerLoop implements Runnable {

  /** How long a container has between SIGTERM and SIGKILL when its group is stopped. */
  static final Duration GRACE = Duration.ofSeconds(30);

  private static final Duration TICK = Duration.ofMillis(50);
  private static final int TICKS_BETWEEN_LOOKS = 20;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /**
   * What it runs.
   *
   * @param command empty when the image is gone
   */
  record Plan(
      ResourceId group,
      int generation,
      Instant beginsAt,
      String container,
      List<String> command,
      Supplier<Map<String, Secret>> variables,
      RestartPolicy restart,
      Path folder,
      ContainerLog log) {
    Plan {
      command = List.copyOf(command);
    }
  }

  private enum Asked {
    NOTHING,
    STOP,
    KILL,
    /** Ended at once, and not put on record: the emulator ends, not the container. */
    ABANDON
  }

  private final Plan plan;
  private final GroupRecords records;
  private final Clock clock;
  private volatile Asked asked = Asked.NOTHING;
  private volatile List<ContainerLoop> before = List.of();
  private @Nullable Thread thread;

  ContainerLoop(Plan plan, GroupRecords records, Clock clock) {
    this.plan = plan;
    this.records = records;
    this.clock = clock;
  }

  Plan plan() {
    return plan;
  }

  /** Begins when those before have ended; {@code afterwards} runs when it has itself. */
  void begin(List<ContainerLoop> predecessors, Runnable afterwards) {
    before = List.copyOf(predecessors);
    Thread started =
        Thread.ofVirtual()
            .name("container-" + plan.group().name() + "-" + plan.container())
            .unstarted(
                () -> {
                  try {
                    for (ContainerLoop one : predecessors) {
                      one.join();
                    }
                    before = List.of();
                    run();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  } finally {
                    afterwards.run();
                  }
                });
    thread = started;
    started.start();
  }

  /** Asks it to end; its container has SIGTERM within a tick, and the grace after that. */
  void stop() {
    if (asked == Asked.NOTHING) {
      asked = Asked.STOP;
    }
  }

  /** Asks it, and those that it waits for, to end at once. */
  void kill() {
    asked = Asked.KILL;
    before.forEach(ContainerLoop::kill);
  }

  /** The same because the emulator ends: the record goes on saying that it runs. */
  void abandon() {
    asked = Asked.ABANDON;
    before.forEach(ContainerLoop::abandon);
  }

  void join() throws InterruptedException {
    Thread begun = thread;
    if (begun != null) {
      begun.join();
    }
  }

  private boolean isAsked() {
    return asked != Asked.NOTHING;
  }

  @Override
  public void run() {
    try {
      pauseUntil(plan.beginsAt());
      Duration wait = Duration.ZERO;
      while (!isAsked() && live()) {
        pauseUntil(clock.instant().plus(wait));
        Duration twice = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
        wait = twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pauseUntil(Instant time) throws InterruptedException {
    while (!isAsked() && clock.instant().isBefore(time)) {
      Pauser.realTime().pause(TICK);
    }
  }

  /** One life; whether there is to be another. */
  private boolean live() throws InterruptedException {
    Child child;
    try {
      if (plan.command().isEmpty()) {
        throw new IOException("the image is not there any more");
      }
      plan.log().renew();
      child = Child.start(plan.command(), plan.variables().get(), plan.folder(), plan.log().file());
    } catch (IOException e) {
      // The platform keeps trying until somebody deletes the group.
      change(record -> record.unbegun("Error: failed to start: " + e.getMessage()));
      return true;
    }
    try {
      if (!change(record -> record.begun(clock.instant(), child.mark()))) {
        return false;
      }
      await(child);
    } finally {
      child.kill();
    }
    if (asked == Asked.ABANDON) {
      return false;
    }
    plan.log().look();
    int code = child.exitCode();
    boolean again = !isAsked() && plan.restart().beginsAgain(code);
    change(
        record -> {
          ContainerRecord ended = record.ended(clock.instant(), code);
          return again ? ended.waitingAgain("CrashLoopBackOff") : ended;
        });
    return again;
  }

  private boolean change(UnaryOperator<ContainerRecord> change) {
    return records.change(plan.group(), plan.generation(), plan.container(), change);
  }

  private void await(Child child) throws InterruptedException {
    Instant killAt = Instant.MAX;
    for (int tick = 0; !child.waitFor(TICK); tick++) {
      plan.log().look();
      Instant now = clock.instant();
      if (asked == Asked.KILL || asked == Asked.ABANDON || !now.isBefore(killAt)) {
        child.kill();
      } else if (asked == Asked.STOP && killAt.equals(Instant.MAX)) {
        child.terminate();
        killAt = now.plus(GRACE);
      } else if (tick % TICKS_BETWEEN_LOOKS == 0) {
        child.look();
      }
    }
  }
}

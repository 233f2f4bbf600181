package io.haymaker.emulator.containerapps;

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
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one replica going until it is asked to end, on a thread of its own: whatever its container
 * does, it is begun again, at once the first time and then after longer and longer waits. Waits,
 * probes and the grace go by the cloud's clock, which tests move.
 */
final class ReplicaLoop implements Runnable {

  private static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_BETWEEN_LOOKS = 10;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** Who ran so long is not held to be crashing: its next wait is the first one. */
  private static final Duration GOOD_LIFE = Duration.ofMinutes(10);

  /**
   * What a replica runs.
   *
   * @param command empty while the image is not there; asked before each start
   */
  record Plan(
      Supplier<Optional<List<String>>> command, List<ProbeSpec> probes, Path folder, Path log) {
    Plan {
      probes = List.copyOf(probes);
    }
  }

  private final String name;
  private final Plan plan;
  private final Workload.Variables variables;
  private final AppBook book;
  private final Clock clock;
  private volatile boolean asked;
  private volatile boolean abandoned;
  private @Nullable Thread thread;

  ReplicaLoop(String name, Plan plan, Workload.Variables variables, AppBook book, Clock clock) {
    this.name = name;
    this.plan = plan;
    this.variables = variables;
    this.book = book;
    this.clock = clock;
  }

  /** Begins; {@code afterwards} runs when it has ended. */
  void begin(Runnable afterwards) {
    Thread started =
        Thread.ofVirtual()
            .name("replica-" + name)
            .unstarted(
                () -> {
                  try {
                    run();
                  } finally {
                    afterwards.run();
                  }
                });
    thread = started;
    started.start();
  }

  /** Asks it to end; its container has SIGTERM within a tick, and the grace after that. */
  void stop() {
    asked = true;
  }

  /** Asks it to end at once, because the emulator does. */
  void abandon() {
    abandoned = true;
    asked = true;
  }

  void join() throws InterruptedException {
    Thread begun = thread;
    if (begun != null) {
      begun.join();
    }
  }

  @Override
  public void run() {
    try {
      Duration wait = Duration.ZERO;
      while (!asked && book.replica(name).isPresent()) {
        Instant begun = clock.instant();
        String end = live();
        boolean goodLife = Duration.between(begun, clock.instant()).compareTo(GOOD_LIFE) >= 0;
        wait = goodLife ? Duration.ZERO : wait;
        if (!asked) {
          String word = wait.isZero() ? end : "CrashLoopBackOff: " + end;
          book.change(name, replica -> replica.waiting(word, true));
          pause(wait);
          wait = longer(wait);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration wait) {
    if (wait.isZero()) {
      return FIRST_WAIT;
    }
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
  }

  private void pause(Duration wait) throws InterruptedException {
    Instant until = clock.instant().plus(wait);
    while (!asked && clock.instant().isBefore(until)) {
      Pauser.realTime().pause(TICK);
    }
  }

  /** One life of the container; gives what it ended of. */
  private String live() throws InterruptedException {
    Optional<List<String>> command = plan.command().get();
    if (command.isEmpty()) {
      return "ImagePullFailure: the image was not found";
    }
    return switch (variables.resolve()) {
      case EnvironmentVariables.Resolved.Incomplete(String why) -> "ContainerCreateFailure: " + why;
      case EnvironmentVariables.Resolved.Complete(Map<String, Secret> values) ->
          live(command.get(), values);
    };
  }

  private String live(List<String> command, Map<String, Secret> values)
      throws InterruptedException {
    Child child;
    try {
      child = Child.start(command, values, plan.folder(), plan.log());
    } catch (IOException e) {
      return "ContainerCreateFailure: the container could not be started: " + e.getMessage();
    }
    try {
      Optional<String> ended = await(child);
      return ended.orElseGet(() -> "ProcessExited: the container exited with " + code(child));
    } finally {
      child.kill();
    }
  }

  private static String code(Child child) {
    return "code " + child.exitCode();
  }

  /** Waits for its end; gives why it was ended, if it was. */
  private Optional<String> await(Child child) throws InterruptedException {
    var health = new ContainerHealth(plan.probes(), clock.instant());
    note(child, health);
    Optional<String> why = Optional.empty();
    Instant killAt = Instant.MAX;
    for (int tick = 0; !child.waitFor(TICK); tick++) {
      Instant now = clock.instant();
      if (why.isEmpty() && !asked) {
        boolean ready = health.isReady();
        why = health.look(now).map("ProbeFailure: "::concat);
        if (ready != health.isReady()) {
          note(child, health);
        }
      }
      if (abandoned || !now.isBefore(killAt)) {
        child.kill();
      } else if ((asked || why.isPresent()) && killAt.equals(Instant.MAX)) {
        child.terminate();
        killAt = now.plus(Workload.GRACE);
      } else if (tick % TICKS_BETWEEN_LOOKS == 0) {
        child.look();
      }
    }
    return why;
  }

  private void note(Child child, ContainerHealth health) {
    book.change(
        name,
        replica ->
            replica.status() == Replica.Status.ENDING
                ? replica
                : replica.running(child.mark(), health.isStarted(), health.isReady()));
  }
}

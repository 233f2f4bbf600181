package io.haymaker.main.emulated;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The demo's cloud: a process of its own, which outlives ours when ours is killed and is found
 * again by its {@code emulator.json}.
 */
final class EmulatorProcess {
  private static final Duration START = Duration.ofSeconds(40);
  private static final Duration STOP = Duration.ofSeconds(40);

  /** When nobody has called for so long, the demo that started it will not come back. */
  private static final String IDLE_EXIT = "10m";

  private final ProcessHandle process;
  private final EmulatorFile endpoints;
  private final boolean found;

  private EmulatorProcess(ProcessHandle process, EmulatorFile endpoints, boolean found) {
    this.process = process;
    this.endpoints = endpoints;
    this.found = found;
  }

  /**
   * Finds the emulator that runs on this folder, or starts one.
   *
   * @param image the agents' image and the executable that runs for it
   * @throws CommandFailure when it does not start; the message is its own
   */
  static EmulatorProcess startOrFind(Path folder, Programs programs, String image, Path script) {
    Optional<EmulatorProcess> running = find(folder);
    return running.isPresent() ? running.get() : start(folder, programs, image, script);
  }

  private static Optional<EmulatorProcess> find(Path folder) {
    return EmulatorFile.read(folder)
        .flatMap(
            file ->
                ProcessHandle.of(file.pid())
                    .filter(ProcessHandle::isAlive)
                    .filter(EmulatorProcess::isEmulator)
                    .map(process -> new EmulatorProcess(process, file, true)));
  }

  /** A number that belongs to another program by now is not our emulator. */
  private static boolean isEmulator(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .map(line -> line.contains("io.haymaker.emulator.Main"))
        .orElse(true);
  }

  private static EmulatorProcess start(Path folder, Programs programs, String image, Path script) {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve(EmulatorFile.NAME));
      Path log = folder.resolve("emulator.log");
      Process process =
          new ProcessBuilder(command(folder, programs, image, script))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .start();
      return ready(folder, process, log);
    } catch (IOException e) {
      throw CommandFailure.refused("the emulator cannot be started: " + e.getMessage());
    }
  }

  /** Ctrl-C reaches the whole process group: it is for us to decide when the cloud ends. */
  private static List<String> command(Path folder, Programs programs, String image, Path script) {
    var command = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    command.addAll(
        programs.emulator(
            List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED")));
    command.addAll(
        List.of(
            "--data",
            folder.toString(),
            "--image",
            image + "=" + script,
            "--idle-exit",
            IDLE_EXIT));
    return command;
  }

  private static EmulatorProcess ready(Path folder, Process process, Path log) throws IOException {
    long end = System.nanoTime() + START.toNanos();
    try {
      while (System.nanoTime() < end) {
        Optional<EmulatorFile> file =
            EmulatorFile.read(folder).filter(written -> written.pid() == process.pid());
        if (file.isPresent()) {
          return new EmulatorProcess(process.toHandle(), file.get(), false);
        }
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          List<String> lines = Files.readAllLines(log);
          throw CommandFailure.refused(
              "the emulator did not start: " + (lines.isEmpty() ? "no word" : lines.getLast()));
        }
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw CommandFailure.refused("interrupted while the emulator started");
    }
    process.destroy();
    throw CommandFailure.refused(
        "the emulator did not get ready within %d s; see %s".formatted(START.toSeconds(), log));
  }

  EmulatorFile endpoints() {
    return endpoints;
  }

  /** True when it was running before us. */
  boolean wasFound() {
    return found;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it and everything that it runs; waits until it has ended. */
  void stop() {
    process.destroy();
    try {
      process.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

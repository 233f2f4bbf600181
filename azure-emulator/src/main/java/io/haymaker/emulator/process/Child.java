package io.haymaker.emulator.process;

import io.haymaker.emulator.store.PrivateFiles;
import io.haymaker.emulator.token.Secret;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A child process that stands for a container. Its environment is what the container names, plus
 * PATH. When it ends, what it has started goes with it, as everything in a container does.
 */
public final class Child {

  private static final Duration LARGEST_CLOCK_ERROR = Duration.ofSeconds(1);

  private final Process process;
  private final Set<ProcessHandle> descendants = new HashSet<>();

  private Child(Process process) {
    this.process = process;
  }

  /**
   * Starts a program.
   *
   * @param folder its working folder, made if it is not there
   * @param log where its output goes, appended
   * @throws IOException if it cannot be started; the message holds no value of a variable
   */
  public static Child start(
      List<String> command, Map<String, Secret> variables, Path folder, Path log)
      throws IOException {
    PrivateFiles.createFolder(folder);
    if (!Files.exists(log)) {
      PrivateFiles.create(log);
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Map<String, String> environment = builder.environment();
    environment.clear();
    Optional.ofNullable(System.getenv("PATH")).ifPresent(path -> environment.put("PATH", path));
    for (Map.Entry<String, Secret> variable : variables.entrySet()) {
      put(environment, variable.getKey(), variable.getValue());
    }
    return new Child(builder.start());
  }

  private static void put(Map<String, String> environment, String name, Secret value)
      throws IOException {
    try {
      environment.put(name, value.reveal());
    } catch (IllegalArgumentException unfit) {
      throw new IOException("the variable " + name + " cannot be set", unfit);
    }
  }

  /** What tells it from others, also after this process has ended. */
  public ProcessMark mark() {
    return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** Waits until it has ended, at most so long; whether it has. */
  public boolean waitFor(Duration length) throws InterruptedException {
    return process.waitFor(length.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Notes what it has started by now: afterwards its children cannot be told from others. */
  public void look() {
    process.descendants().forEach(descendants::add);
  }

  /** With what it has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Asks it to end (SIGTERM to it alone, as to the first process of a container). */
  public void terminate() {
    look();
    process.destroy();
  }

  /** Ends it, and all that it has started, at once. */
  public void kill() {
    look();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Ends what an earlier emulator has started and left, unless the id belongs to another process
   * now; waits until it is gone, at most so long.
   *
   * @return whether nothing of it is left
   */
  public static boolean endOrphan(ProcessMark mark, Duration patience) throws InterruptedException {
    Optional<ProcessHandle> orphan =
        ProcessHandle.of(mark.pid()).filter(handle -> isTheSame(handle, mark.startedAt()));
    if (orphan.isEmpty()) {
      return true;
    }
    List<ProcessHandle> family =
        Stream.concat(orphan.get().descendants(), Stream.of(orphan.get())).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle member : family) {
      try {
        member.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException left) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTheSame(ProcessHandle handle, Instant startedAt) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(LARGEST_CLOCK_ERROR) < 0)
        .orElse(false);
  }
}

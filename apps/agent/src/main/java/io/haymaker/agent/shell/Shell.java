package io.haymaker.agent.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One bash for all blocks of a document: what a block sets, the next ones see. It works in a
 * private folder, which {@link #close} removes. When a block ends or hangs the shell, the next one
 * gets a fresh one.
 */
public final class Shell implements AutoCloseable {

  private final String program;
  private final Supplier<Map<String, String>> variables;
  private final Duration timeout;
  private final Clock clock;
  private @Nullable Path folder;
  private @Nullable Session session;
  private int blocks;

  /** A running bash; its reader puts every line into the queue, and an empty value at the end. */
  private record Session(
      Process process, Writer input, LinkedBlockingQueue<Optional<String>> lines) {}

  /**
   * Starts nothing yet.
   *
   * @param program the shell, such as {@code bash}, found on the PATH
   * @param variables added to the environment; asked for when a shell is started
   * @param timeout for one block
   */
  public Shell(
      String program, Supplier<Map<String, String>> variables, Duration timeout, Clock clock) {
    this.program = program;
    this.variables = variables;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * Runs a block and waits for its end. The outcome holds the beginning and the end of a long
   * output.
   *
   * @param eachLine is given every line of the output at once, also those that the outcome lacks
   * @throws InterruptedException if interrupted; the shell and everything that it started is killed
   * @throws IOException if the working folder cannot be written
   */
  public ShellOutcome run(String block, Consumer<String> eachLine)
      throws InterruptedException, IOException {
    Session open = session;
    if (open == null || !open.process().isAlive()) {
      open = open();
      session = open;
    }
    if (open == null) {
      return new ShellOutcome.Missing();
    }
    Path script = Files.writeString(folder().resolve(".block-" + ++blocks + ".sh"), block);
    String mark = "haymaker-" + UUID.randomUUID();
    try {
      // Blocks have no input; a command that waits for some must see its end.
      open.input()
          .write(
              "__haymaker_failed=0; trap '__haymaker_now=$?;"
                  + " [ $__haymaker_failed -ne 0 ] || __haymaker_failed=$__haymaker_now' ERR\n"
                  + (". '" + script + "' </dev/null\n")
                  + "trap - ERR\n"
                  + ("printf '\\n%s %s\\n' '" + mark + "' \"$__haymaker_failed\"\n"));
      open.input().flush();
    } catch (IOException e) {
      kill();
      return new ShellOutcome.Ended("");
    }
    return collect(open, mark, eachLine);
  }

  /** Kills the shell with all that it started, and removes the folder. */
  @Override
  public void close() throws IOException {
    kill();
    Path made = folder;
    folder = null;
    if (made == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private ShellOutcome collect(Session open, String mark, Consumer<String> eachLine)
      throws InterruptedException {
    OutputTail output = new OutputTail();
    Instant end = clock.instant().plus(timeout);
    try {
      while (true) {
        long left = Duration.between(clock.instant(), end).toMillis();
        Optional<String> line = open.lines().poll(Math.max(left, 0), TimeUnit.MILLISECONDS);
        if (line == null) {
          kill();
          return new ShellOutcome.TimedOut(output.text());
        }
        if (line.isEmpty()) {
          kill();
          return new ShellOutcome.Ended(output.text());
        }
        if (line.get().startsWith(mark)) {
          int code = Integer.parseInt(line.get().substring(mark.length()).strip());
          return new ShellOutcome.Finished(code, output.text());
        }
        eachLine.accept(line.get());
        output.add(line.get());
      }
    } catch (InterruptedException e) {
      kill();
      throw e;
    }
  }

  private @Nullable Session open() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(program, "--noprofile", "--norc"))
            .directory(folder().toFile())
            .redirectErrorStream(true);
    // Agents that are processes of one user must not share one login.
    builder.environment().put("AZURE_CONFIG_DIR", folder().resolve(".azure").toString());
    builder.environment().putAll(variables.get());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      // No such program: the only reason that is not ours.
      return null;
    }
    LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(10_000);
    Thread.ofVirtual().name("shell-output").start(() -> read(process, lines));
    return new Session(process, process.outputWriter(StandardCharsets.UTF_8), lines);
  }

  private static void read(Process process, LinkedBlockingQueue<Optional<String>> lines) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      try {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.put(Optional.of(line));
        }
      } catch (IOException e) {
        // The process was killed while we read; its end is told below.
      }
      lines.put(Optional.empty());
    } catch (InterruptedException | IOException e) {
      // Nobody interrupts this thread, and closing a pipe that we only read loses nothing.
      process.destroyForcibly();
    }
  }

  private Path folder() throws IOException {
    Path made = folder;
    if (made == null) {
      made = Files.createTempDirectory("haymaker-agent-");
      folder = made;
    }
    return made;
  }

  private void kill() {
    Session open = session;
    session = null;
    if (open != null) {
      open.process().descendants().forEach(ProcessHandle::destroyForcibly);
      open.process().destroyForcibly();
    }
  }
}

package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server's process, or another that works without end. */
final class UpProcess implements AutoCloseable {
  static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern ADDRESS = Pattern.compile("listening at (http://\\S+)");

  private final Process process;
  private final Path output;

  /** Starts it on the folder {@code d} in that one. */
  UpProcess(Path folder, Map<String, String> environment, String... more) throws IOException {
    this(
        folder,
        "d",
        environment,
        Stream.concat(Stream.of("up", "--port", "0"), Stream.of(more)).toList());
  }

  private UpProcess(Path folder, String data, Map<String, String> environment, List<String> command)
      throws IOException {
    output = Files.createTempFile(folder, command.getFirst(), ".out");
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dhaymaker.home=" + HOME,
                "-cp",
                System.getProperty("java.class.path"),
                "io.haymaker.main.Main"));
    line.addAll(command);
    line.addAll(List.of("--data", folder.resolve(data).toString()));
    var builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** A command with the data of the server of the same folder. */
  static UpProcess besideServer(Path folder, Map<String, String> environment, String... words)
      throws IOException {
    return new UpProcess(folder, "d", environment, List.of(words));
  }

  /** The server with the data of the commands of the same folder, before and beside them. */
  static UpProcess withCommands(Path folder, Map<String, String> environment, String... more)
      throws IOException {
    return new UpProcess(
        folder,
        "c",
        environment,
        Stream.concat(Stream.of("up", "--port", "0", "--no-auth"), Stream.of(more)).toList());
  }

  /** The process that samples health and serves nothing; it has a data folder of its own. */
  static UpProcess healthMonitor(Path folder, Map<String, String> environment) throws IOException {
    return new UpProcess(folder, "m", environment, List.of("health-monitor"));
  }

  /** A command that comes to an end. */
  static UpProcess command(Path folder, Map<String, String> environment, String... words)
      throws IOException {
    return new UpProcess(folder, "c", environment, List.of(words));
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  /** Where it listens; waits until it does. */
  URI address() throws IOException {
    return URI.create(await(ADDRESS));
  }

  /** The first group of the first match in what it says; waits for it. */
  String await(Pattern pattern) throws IOException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher matcher = pattern.matcher(output());
      if (matcher.find()) {
        return matcher.group(1);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("no '%s' in: %s".formatted(pattern, output()));
  }

  /** Stops it as Ctrl-C does, and returns how it ended. */
  int stop() throws InterruptedException {
    process.destroy();
    return ended();
  }

  /** How it ended; waits for it. */
  int ended() throws InterruptedException {
    assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** As a machine that loses power would. */
  void kill() {
    process.destroyForcibly();
  }

  /** Kills it. */
  @Override
  public void close() {
    kill();
  }
}

package io.haymaker.testkit.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the containers of an image do in a {@link FakeEngine}.
 *
 * @param lifetime how long each runs when it is started; empty = until it is stopped
 * @param exitCode with which it ends by itself
 * @param failure why it cannot be started at all
 * @param output the lines that it has written as soon as it runs
 * @param cpuCores that it uses while it runs
 * @param memoryBytes that it uses while it runs
 */
public record Program(
    Optional<Duration> lifetime,
    int exitCode,
    Optional<String> failure,
    List<String> output,
    double cpuCores,
    long memoryBytes) {
  public Program {
    output = List.copyOf(output);
  }

  /** Runs until it is stopped, uses a tenth of a core and 16 MiB. */
  public static Program runs() {
    return new Program(Optional.empty(), 0, Optional.empty(), List.of(), 0.1, 16L << 20);
  }

  /** Ends by itself, that long after each start. */
  public static Program endsAfter(Duration lifetime, int exitCode) {
    return new Program(
        Optional.of(lifetime), exitCode, Optional.empty(), List.of(), 0.1, 16L << 20);
  }

  /** The engine cannot begin it. */
  public static Program cannotStart(String why) {
    return new Program(Optional.empty(), 0, Optional.of(why), List.of(), 0, 0);
  }

  /** The same, using so much. */
  public Program using(double cores, long bytes) {
    return new Program(lifetime, exitCode, failure, output, cores, bytes);
  }

  /** The same, having written these lines. */
  public Program writing(String... lines) {
    return new Program(lifetime, exitCode, failure, List.of(lines), cpuCores, memoryBytes);
  }
}

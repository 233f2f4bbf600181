package io.haymaker.benchmarks.containers;

import io.haymaker.benchmarks.NotMeasurable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The command {@code docker stats}, left running until it is closed. */
final class DockerStats implements AutoCloseable {
  private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");
  private static final int SECONDS = 60;

  private final Process process;

  private DockerStats(Process process) {
    this.process = process;
  }

  static DockerStats start(String host) {
    return new DockerStats(shell(host, "exec docker stats > /dev/null"));
  }

  /** Processor time that it has used so far, in seconds. */
  double cpu() {
    if (!process.isAlive()) {
      throw new IllegalStateException("docker stats has ended");
    }
    return Cpu.ofTree(process.toHandle());
  }

  /**
   * Runs it for one measurement of all.
   *
   * @return the processor time that the command used, in seconds
   */
  static double once(String host) {
    Process shell = shell(host, "docker stats --no-stream > /dev/null && times");
    try {
      String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (shell.waitFor() != 0) {
        throw new NotMeasurable("the command 'docker stats' fails, or is not on the PATH");
      }
      // Two times of the shell itself, then two of what it ran.
      return TIME.matcher(said)
          .results()
          .skip(2)
          .mapToDouble(
              time -> Integer.parseInt(time.group(1)) * SECONDS + Double.parseDouble(time.group(2)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Process shell(String host, String script) {
    var builder = new ProcessBuilder(List.of("sh", "-c", script));
    builder.environment().put("DOCKER_HOST", host);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}

package io.haymaker.docker.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine that is run to its end. */
final class Tool {
  private static final long MINUTES = 5;

  private Tool() {}

  /**
   * @return what it said
   * @throws IOException when it cannot be run, fails, or does not end; with its words
   */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(command.getFirst() + " does not end");
      }
      if (process.exitValue() != 0) {
        throw new IOException("%s failed: %s".formatted(command.getFirst(), said.strip()));
      }
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}

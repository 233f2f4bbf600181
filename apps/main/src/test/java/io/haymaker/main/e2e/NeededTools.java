package io.haymaker.main.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What tests of whole processes need of the machine. */
final class NeededTools {
  private NeededTools() {}

  /** Skips the test, with the reason, where something is missing; in CI it goes on and fails. */
  static void require() {
    if ("true".equals(System.getenv("CI"))) {
      return;
    }
    assumeTrue(ProcessTable.isThere(), "there is no /proc to see processes in");
    assumeTrue(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid"))),
        "there is no setsid (util-linux) to give a process a group of its own");
  }
}

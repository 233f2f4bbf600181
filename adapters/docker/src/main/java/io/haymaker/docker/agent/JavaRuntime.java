package io.haymaker.docker.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Java runtime with no more in it than the agent uses. */
final class JavaRuntime {
  /**
   * What {@code jdeps} says of the agent and its libraries; agents in containers run on no more.
   */
  static final List<String> MODULES = List.of("java.base", "java.net.http");

  private JavaRuntime() {}

  /**
   * @param target a folder that is not there yet
   */
  static void link(Path javaHome, Path target) throws IOException, InterruptedException {
    Path jlink = javaHome.resolve("bin/jlink");
    if (!Files.isExecutable(jlink)) {
      throw new IOException("%s has no jlink: run HayMaker with a whole JDK".formatted(javaHome));
    }
    Tool.run(
        List.of(
            jlink.toString(),
            "--add-modules",
            String.join(",", MODULES),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-6",
            // Without the archive of classes it starts more slowly and needs more memory.
            "--generate-cds-archive",
            "--output",
            target.toString()));
    // For heaps of more than 32 GB.
    Files.deleteIfExists(target.resolve("lib/server/classes_nocoops.jsa"));
  }
}

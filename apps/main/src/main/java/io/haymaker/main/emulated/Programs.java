package io.haymaker.main.emulated;

import io.haymaker.main.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Our other programs, as the build left them, and the Java that runs them. */
final class Programs {
  private final Path home;

  /**
   * @param home the folder of this repository or installation
   */
  Programs(Path home) {
    this.home = home;
  }

  static Programs ofThisInstallation() {
    return new Programs(Path.of(System.getProperty("haymaker.home", ".")).toAbsolutePath());
  }

  /** The Java that runs this program. */
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  List<String> emulator(List<String> flags) {
    return command("azure-emulator", "haymaker-azure-emulator", "io.haymaker.emulator.Main", flags);
  }

  /** With the flags that keep it small and quick; see apps/agent/README.md for the figures. */
  List<String> agent() {
    Path target = target("apps/agent");
    return List.of(
        java().toString(),
        "@" + target.resolve("agent.options"),
        "-jar",
        jar(target, "haymaker-agent").toString());
  }

  private List<String> command(
      String module, String artifact, String mainClass, List<String> flags) {
    Path target = target(module);
    return Stream.of(
            Stream.of(java().toString()),
            flags.stream(),
            Stream.of("-cp", jar(target, artifact) + ":" + target.resolve("lib") + "/*", mainClass))
        .flatMap(words -> words)
        .toList();
  }

  private Path target(String module) {
    Path target = home.resolve(module).resolve("target");
    if (!Files.isDirectory(target)) {
      throw CommandFailure.refused(
          target + " is missing: start this with ./haymaker, which builds");
    }
    return target;
  }

  private static Path jar(Path target, String artifact) {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(
              file -> {
                String name = String.valueOf(file.getFileName());
                return name.startsWith(artifact + "-") && name.endsWith(".jar");
              })
          .findFirst()
          .orElseThrow(
              () ->
                  CommandFailure.refused(
                      "%s holds no %s jar: start this with ./haymaker, which builds"
                          .formatted(target, artifact)));
    } catch (IOException e) {
      throw CommandFailure.refused(target + " cannot be read: " + e);
    }
  }
}

package io.haymaker.main.program;

import io.haymaker.docker.agent.AgentParts;
import io.haymaker.main.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Our other programs, as the build left them, and the Java that runs them. */
public final class Programs {
  private final Path home;

  /**
   * @param home the folder of this repository or installation
   */
  public Programs(Path home) {
    this.home = home;
  }

  public static Programs ofThisInstallation() {
    return new Programs(Path.of(System.getProperty("haymaker.home", ".")).toAbsolutePath());
  }

  /** The Java that runs this program. */
  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The command that starts the emulator. */
  public List<String> emulator(List<String> flags) {
    return command("azure-emulator", "haymaker-azure-emulator", "io.haymaker.emulator.Main", flags);
  }

  /** With the flags that keep it small and quick; see apps/agent/README.md for the figures. */
  public List<String> agent() {
    Path target = target("apps/agent");
    return List.of(
        java().toString(),
        "@" + target.resolve("agent.options"),
        "-jar",
        jar(target, "haymaker-agent").toString());
  }

  /**
   * What the agents' image is made of: the build's, and this machine's shell.
   *
   * @throws CommandFailure when the build left no agent
   */
  public AgentParts agentParts() {
    Path target = target("apps/agent");
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      return new AgentParts(
          Path.of(System.getProperty("java.home")),
          jar(target, "haymaker-agent"),
          libraries.filter(file -> file.toString().endsWith(".jar")).sorted().toList(),
          target.resolve("agent.options"),
          program("bash"),
          program("busybox").filter(Programs::isStatic));
    } catch (IOException e) {
      throw CommandFailure.refused(target + " cannot be read: " + e);
    }
  }

  private static Optional<Path> program(String name) {
    return Stream.of("/bin", "/usr/bin", "/usr/local/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A program that needs a loader names it: it is of no use where there is no system. */
  private static boolean isStatic(Path program) {
    try {
      byte[] head = new byte[4096];
      try (InputStream in = Files.newInputStream(program)) {
        int length = in.readNBytes(head, 0, head.length);
        return !new String(head, 0, length, StandardCharsets.ISO_8859_1).contains("/ld-");
      }
    } catch (IOException e) {
      return false;
    }
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

package io.haymaker.chaos.kill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the built programs are, and how they are started. */
public final class House {
  private final Path home;

  /**
   * @param home the folder of {@code ./haymaker}
   */
  public House(Path home) {
    this.home = home;
  }

  /** The product's program, with these arguments. */
  public Process main(Path output, Map<String, String> environment, List<String> arguments)
      throws IOException {
    return start(
        "apps/main", "haymaker-main", "io.haymaker.main.Main", output, environment, arguments);
  }

  /** The emulator alone. */
  public Process emulator(Path output, List<String> arguments) throws IOException {
    return start(
        "azure-emulator",
        "haymaker-azure-emulator",
        "io.haymaker.emulator.Main",
        output,
        Map.of(),
        arguments);
  }

  private Process start(
      String module,
      String artifact,
      String mainClass,
      Path output,
      Map<String, String> environment,
      List<String> arguments)
      throws IOException {
    Path target = home.resolve(module).resolve("target");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dhaymaker.home=" + home,
                "-cp",
                jar(target, artifact) + ":" + target.resolve("lib") + "/*",
                mainClass));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Path jar(Path target, String artifact) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(
              file ->
                  String.valueOf(file.getFileName()).matches(artifact + "-[0-9].*(?<!tests)\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException(target + " holds no jar: start this with ./haymaker"));
    }
  }
}

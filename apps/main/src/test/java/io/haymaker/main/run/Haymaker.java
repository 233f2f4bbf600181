package io.haymaker.main.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, with an environment that the test chooses. */
public final class Haymaker {
  private Haymaker() {}

  /** How it ended. */
  public record Ended(int exitCode, String out, String err) {}

  public static Ended run(Path folder, Path home, Map<String, String> environment, String... words)
      throws Exception {
    return typing("", folder, home, environment, words);
  }

  /** The same, with something on its standard input. */
  public static Ended typing(
      String input, Path folder, Path home, Map<String, String> environment, String... words)
      throws Exception {
    Path in = Files.writeString(Files.createTempFile(folder, "haymaker", ".in"), input);
    Path out = Files.createTempFile(folder, "haymaker", ".out");
    Path err = Files.createTempFile(folder, "haymaker", ".err");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dhaymaker.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "io.haymaker.main.Main"));
    command.addAll(List.of(words));
    var builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(4, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("not over in time: " + Files.readString(out));
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}

package io.haymaker.emulator.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Azure SDK for Python: one process, whose steps are asserted in {@code session.py}. */
class PythonSdkIT {
  private static final Path SESSION = Path.of("src", "test", "python", "session.py");

  @TempDir Path folder;

  @Test
  void aWholeSessionOfTheSdkForPythonPasses() throws Exception {
    Path python = InstalledClients.programs("sdk").resolve("python");
    try (Emulator emulator = StrangersCloud.start(folder.resolve("cloud"))) {
      assertThat(emulator.info().pid()).isPositive();
      Command.Outcome session =
          new Command(folder, Map.of("HOME", folder.toString()))
              .run(
                  Duration.ofMinutes(4),
                  List.of(
                      python.toString(),
                      SESSION.toAbsolutePath().toString(),
                      folder.resolve("cloud/emulator.json").toString()));

      assertThat(session.exit()).as(session.out() + "\n" + session.err()).isZero();
      assertThat(session.out().lines())
          .containsExactly(
              "passed login",
              "passed groups",
              "passed generic_resources",
              "passed locks",
              "passed roles",
              "passed vault",
              "passed container_apps_jobs",
              "passed resource_graph",
              "passed service_bus",
              "passed logs_ingestion",
              "passed throttling",
              "passed not_emulated",
              "passed clean_up");
    }
  }
}

package io.haymaker.emulator.strangers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The virtual environments that {@code ./haymaker verify} makes below the build folder. */
final class InstalledClients {
  private InstalledClients() {}

  /** The programs of an environment; the test is skipped with the reason if it is not there. */
  static Path programs(String environment) {
    Path place = Path.of("..", "target", "clients", environment).toAbsolutePath().normalize();
    assumeTrue(
        Files.isRegularFile(place.resolve("installed.txt")),
        "target/clients/"
            + environment
            + " is not there: ./haymaker verify makes it where there is a python3 with venv");
    return place.resolve("bin");
  }
}

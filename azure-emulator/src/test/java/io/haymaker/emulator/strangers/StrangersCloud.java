package io.haymaker.emulator.strangers;

import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A cloud in which things take their time, but not long. */
final class StrangersCloud {
  private StrangersCloud() {}

  static Emulator start(Path data) throws IOException {
    Settings settings =
        new Settings(
            Duration.ofMillis(500),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofMillis(300),
            Duration.ofMillis(100),
            false,
            Map.of());
    return Emulator.start(
        EmulatorOptions.in(data)
            .withSettings(settings)
            .withImage("stranger/true:1", List.of("/bin/true")));
  }
}

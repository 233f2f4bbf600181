package io.haymaker.main.emulated;

import io.haymaker.main.wiring.PlaneSettings;
import java.nio.file.Path;
import java.time.Clock;

/** The demo's own setting-up, for tests that have the emulator in their process. */
public final class DemoWiring {
  public static final String IMAGE = AgentImage.NAME;

  private DemoWiring() {}

  /** Sets up the cloud whose {@code emulator.json} is in this folder, with its standard quotas. */
  public static PlaneSettings prepare(Path emulator, Path scenarios) {
    return cloud(emulator).prepare(scenarios);
  }

  /** Gives that cloud the demo's quotas. */
  public static void raiseQuota(Path emulator) {
    cloud(emulator).withQuotaForAll();
  }

  /** Writes the program that stands for the agents' image. */
  public static Path agentScript(Path folder, Path home) {
    return AgentImage.write(folder, new Programs(home));
  }

  private static DemoCloud cloud(Path emulator) {
    return new DemoCloud(EmulatorFile.read(emulator).orElseThrow(), Clock.systemUTC());
  }
}

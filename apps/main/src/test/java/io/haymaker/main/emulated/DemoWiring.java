package io.haymaker.main.emulated;

import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.main.program.Programs;
import io.haymaker.main.wiring.AgentPlace;
import io.haymaker.main.wiring.PlaneSettings;
import java.nio.file.Path;
import java.time.Clock;

/** The demo's own setting-up, for tests that have the emulator in their process. */
public final class DemoWiring {
  public static final String IMAGE = AgentScript.NAME;

  private DemoWiring() {}

  /** Sets up the cloud whose {@code emulator.json} is in this folder, with its standard quotas. */
  public static PlaneSettings prepare(Path emulator, Path scenarios) {
    return cloud(emulator).prepare(scenarios);
  }

  /** The same with agents of another kind. */
  public static PlaneSettings as(PlaneSettings settings, AgentKind kind) {
    return DemoCloud.as(settings, kind);
  }

  /** Where these settings put agents on Container Apps. */
  public static ContainerAppsSettings containers(PlaneSettings settings) {
    return ((AgentPlace.ContainerApps) settings.agents()).settings();
  }

  /** Gives that cloud the demo's quotas. */
  public static void raiseQuota(Path emulator) {
    cloud(emulator).withQuotaForAll();
  }

  /** Writes the program that stands for the agents' image. */
  public static Path agentScript(Path folder, Path home) {
    return AgentScript.write(folder, new Programs(home));
  }

  private static DemoCloud cloud(Path emulator) {
    return new DemoCloud(EmulatorFile.read(emulator).orElseThrow(), Clock.systemUTC());
  }
}

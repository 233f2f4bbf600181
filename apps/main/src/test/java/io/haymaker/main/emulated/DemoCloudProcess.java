package io.haymaker.main.emulated;

import io.haymaker.main.program.Programs;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The emulator in a process of its own, with the demo's groundwork, and the settings that lead to
 * it; for tests of what works on a configured cloud.
 */
public final class DemoCloudProcess implements AutoCloseable {
  private final EmulatorProcess process;

  private DemoCloudProcess(EmulatorProcess process) {
    this.process = process;
  }

  public static DemoCloudProcess start(Path folder, Path home) {
    var programs = new Programs(home);
    EmulatorProcess process =
        EmulatorProcess.startOrFind(
            folder.resolve("emulator"),
            programs,
            AgentScript.NAME,
            AgentScript.write(folder.resolve("agent"), programs));
    new DemoCloud(process.endpoints(), Clock.systemUTC())
        .withQuotaForAll()
        .prepare(home.resolve("scenarios"));
    return new DemoCloudProcess(process);
  }

  /** All but the secret. */
  public Map<String, String> settings() {
    return DemoWiring.settings(process.endpoints());
  }

  /** What stands in the environment of a local profile. */
  public Map<String, String> secrets() {
    return Map.of(
        "HAYMAKER_PROFILE",
        "local",
        "MAIN_SP_CLIENT_SECRET",
        process.endpoints().clientSecret().reveal());
  }

  @Override
  public void close() {
    process.stop();
  }
}

package io.haymaker.main.emulated;

import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.program.Programs;
import io.haymaker.main.wiring.AgentPlace;
import io.haymaker.main.wiring.PlaneSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The way into this package: the emulator of a data folder, up and set up. */
public final class EmulatedCloud {
  private final EmulatorProcess process;

  private EmulatedCloud(EmulatorProcess process) {
    this.process = process;
  }

  /**
   * Finds the emulator that runs for this data folder, or starts it.
   *
   * @param news is told which it was
   * @throws io.haymaker.main.CommandFailure when it does not start
   */
  public static EmulatedCloud startOrFind(Path data, Consumer<String> news) {
    Programs programs = Programs.ofThisInstallation();
    EmulatorProcess process =
        EmulatorProcess.startOrFind(
            data.resolve("emulator"),
            programs,
            AgentScript.NAME,
            AgentScript.write(data.resolve("agent"), programs));
    news.accept(
        (process.wasFound() ? "found the emulator at " : "emulator at ")
            + process.endpoints().armEndpoint());
    return new EmulatedCloud(process);
  }

  /**
   * Lays the groundwork where it is missing, and says how a control plane works there.
   *
   * @param scenarios the folder of documents
   * @param kind as what agents run on Container Apps
   * @param docker where they run instead of on Container Apps
   * @throws io.haymaker.main.CommandFailure when the emulator refuses something
   */
  public PlaneSettings prepare(
      Path scenarios, Clock clock, AgentKind kind, Optional<AgentPlace.Docker> docker) {
    var cloud = new DemoCloud(process.endpoints(), clock).withQuotaForAll();
    PlaneSettings settings = cloud.prepare(scenarios);
    return docker
        .map(place -> cloud.onEngine(settings, place))
        .orElseGet(() -> DemoCloud.as(settings, kind));
  }

  /**
   * Makes the topic of a queue scaler where it is missing, with a subscription for all its messages
   * where it has none.
   *
   * @throws io.haymaker.main.CommandFailure when the emulator refuses it
   */
  public void layTopic(String topic, Clock clock) {
    new DemoCloud(process.endpoints(), clock).layTopic(topic);
  }

  /**
   * What settings of a queue scaler would say to work in the emulator of a data folder; all but
   * which topic it serves, and what its containers are.
   *
   * @throws io.haymaker.main.CommandFailure when none is up
   */
  public static Map<String, String> scalerSettings(Path data, Clock clock) {
    EmulatorFile file =
        EmulatorFile.read(data.resolve("emulator"))
            .orElseThrow(() -> CommandFailure.refused("--emulator: it is not up"));
    var settings = new HashMap<>(file.asSettings());
    settings.put("SB_CONNECTION_STR", file.serviceBusConnectionString().reveal());
    settings.put("AZURE_RESOURCE_GROUP", new DemoCloud(file, clock).busGroup());
    settings.put("ACI_LOCATION", file.location());
    return settings;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it and everything that it runs; waits until it has ended. Its data stay. */
  public void stop() {
    process.stop();
  }
}

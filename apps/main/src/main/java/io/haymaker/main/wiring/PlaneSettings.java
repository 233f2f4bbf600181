package io.haymaker.main.wiring;

import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.event.BusSettings;
import io.haymaker.azure.registry.RegistrySettings;
import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.run.RunSettings;
import io.haymaker.core.sweep.OrphanSweep.SweepTimes;
import io.haymaker.main.alert.AlertSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that a control plane is built from.
 *
 * @param nodeType the type of the agents' workload profile, e.g. {@code E16}
 * @param runs without the grant on the topic, which is looked up
 * @param alerts who is told of a cleanup that could not prove itself
 */
public record PlaneSettings(
    AzureSettings azure,
    ContainerAppsSettings containers,
    String nodeType,
    BusSettings bus,
    RunSettings runs,
    DeletionPolicy deletion,
    Path scenarios,
    CheckSettings checks,
    Optional<AlertSettings> alerts,
    SweepTimes sweep) {

  /** As whom registries are asked for the agents' image. */
  public RegistrySettings registry() {
    return new RegistrySettings(containers.registry(), checks.registry());
  }

  /** The same with another folder of documents. */
  public PlaneSettings withScenarios(Path other) {
    return new PlaneSettings(
        azure, containers, nodeType, bus, runs, deletion, other, checks, alerts, sweep);
  }

  /** The same with somebody to tell, or nobody. */
  public PlaneSettings withAlerts(Optional<AlertSettings> other) {
    return new PlaneSettings(
        azure, containers, nodeType, bus, runs, deletion, scenarios, checks, other, sweep);
  }

  /** The same with agents of another kind. */
  public PlaneSettings withAgents(AgentKind kind) {
    return new PlaneSettings(
        azure,
        containers.as(kind),
        nodeType,
        bus,
        runs,
        deletion,
        scenarios,
        checks,
        alerts,
        sweep);
  }
}

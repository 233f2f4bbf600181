package io.haymaker.main.wiring;

import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.event.BusSettings;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.run.RunSettings;
import io.haymaker.core.sweep.OrphanSweep.SweepTimes;
import io.haymaker.main.alert.AlertSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that a control plane is built from.
 *
 * @param agents where agents run
 * @param runs without the grant on the topic, which is looked up
 * @param alerts who is told of a cleanup that could not prove itself
 */
public record PlaneSettings(
    AzureSettings azure,
    AgentPlace agents,
    BusSettings bus,
    RunSettings runs,
    DeletionPolicy deletion,
    Path scenarios,
    CheckSettings checks,
    Optional<AlertSettings> alerts,
    SweepTimes sweep) {

  /** The same with another folder of documents. */
  public PlaneSettings withScenarios(Path other) {
    return new PlaneSettings(azure, agents, bus, runs, deletion, other, checks, alerts, sweep);
  }

  /** The same with somebody to tell, or nobody. */
  public PlaneSettings withAlerts(Optional<AlertSettings> other) {
    return new PlaneSettings(azure, agents, bus, runs, deletion, scenarios, checks, other, sweep);
  }

  /** The same with agents elsewhere, or of another kind, and what they are told there. */
  public PlaneSettings with(AgentPlace place, RunSettings other) {
    return new PlaneSettings(azure, place, bus, other, deletion, scenarios, checks, alerts, sweep);
  }
}

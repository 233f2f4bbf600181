package io.haymaker.main.config;

import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.main.wiring.PlaneSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A whole configuration, checked.
 *
 * @param plane what the control plane is built from
 * @param premises what does not depend on the cloud
 * @param runs what a run is unless it says otherwise
 * @param schedules what begins by itself; none when that is off
 * @param caFile certificate authorities to trust beside the platform's
 */
public record Configuration(
    PlaneSettings plane,
    Premises premises,
    RunDefaults runs,
    List<Schedule> schedules,
    Optional<Path> caFile) {

  /** The same with another folder of documents. */
  public Configuration withScenarios(Path scenarios) {
    return new Configuration(plane.withScenarios(scenarios), premises, runs, schedules, caFile);
  }

  /** What a run is unless it says otherwise. */
  public record RunDefaults(SimulationSize size, Duration duration) {}
}

package io.haymaker.main.config;

import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.core.schedule.ScheduleName;
import io.haymaker.core.schedule.Timetable;
import io.haymaker.main.Durations;
import io.haymaker.scenario.ScenarioName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A schedule as the setting SCHEDULES says it: what it leaves out is what every run is.
 *
 * @param scenarios none when they are chosen
 */
public record ScheduleLine(
    ScheduleName name,
    Timetable timetable,
    Optional<SimulationSize> size,
    List<ScenarioName> scenarios,
    Optional<Duration> duration,
    boolean mayOverlap) {

  public ScheduleLine {
    scenarios = List.copyOf(scenarios);
  }

  /** The schedule where runs are of that size and length unless they say otherwise. */
  public Schedule on(SimulationSize usualSize, Duration usualDuration) {
    return new Schedule(
        name,
        timetable,
        scenarios.isEmpty()
            ? new Selection.Sized(size.orElse(usualSize))
            : new Selection.Named(scenarios),
        duration.orElse(usualDuration),
        mayOverlap);
  }

  /** As it could have been written. */
  String text() {
    return name
        + " "
        + timetable.text()
        + size.map(one -> " size=" + one.wireName()).orElse("")
        + (scenarios.isEmpty()
            ? ""
            : scenarios.stream()
                .map(ScenarioName::value)
                .collect(Collectors.joining(",", " scenarios=", "")))
        + duration.map(length -> " duration=" + Durations.show(length)).orElse("")
        + (mayOverlap ? " overlap=yes" : "");
  }
}

package io.haymaker.main.up;

import io.haymaker.core.schedule.Schedule;
import io.haymaker.main.place.Place;
import io.haymaker.main.place.RunDefaults;
import io.haymaker.main.wiring.ControlPlane;
import io.haymaker.main.wiring.ScheduleKeeper;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.health.HealthCheck;
import io.haymaker.server.measure.Measures;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs in a cloud, and the schedules that begin them. */
final class RunsPart implements ServerPart {
  private final Place place;
  private final ControlPlane plane;
  private final ScheduleKeeper schedules;
  private final RunDefaults defaults;

  private RunsPart(
      Place place, ControlPlane plane, ScheduleKeeper schedules, RunDefaults defaults) {
    this.place = place;
    this.plane = plane;
    this.schedules = schedules;
    this.defaults = defaults;
  }

  /**
   * @param place stays the caller's to close, after this
   */
  static RunsPart start(Place place, RunDefaults defaults, List<Schedule> schedules, Clock clock) {
    ControlPlane plane = ControlPlane.start(place.settings(), place.store(), clock);
    try {
      return new RunsPart(
          place, plane, ScheduleKeeper.start(place.store(), schedules, clock), defaults);
    } catch (RuntimeException | Error e) {
      plane.close();
      throw e;
    }
  }

  ServerWorld.Runs served() {
    return new ServerWorld.Runs(plane.books(), plane.runs(), defaults.duration());
  }

  @Override
  public Optional<String> lost() {
    return place.lost();
  }

  /** What runs need beside the database is looked at before each. */
  @Override
  public Map<String, HealthCheck> checks() {
    return Map.of();
  }

  @Override
  public Measures measures() {
    return new RunMeasures(plane.books().runs(), plane.books().reports()).all();
  }

  @Override
  public void close() {
    schedules.close();
    plane.close();
  }
}

package io.haymaker.core.health;

import io.haymaker.core.engine.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** The snapshots of some days. Joins the caller's transaction. */
public interface HealthRecords {

  /** Enters them in one write. */
  void enter(List<HealthSnapshot> snapshots);

  /**
   * The snapshots of a step put together: means, peaks, and the worst status.
   *
   * @param at when the step begins: a whole multiple of its length since 1970
   * @param disk the mean of those that knew it
   * @param samples how many there were, 1 or more
   */
  record Point(
      Instant at,
      double cpu,
      double cpuPeak,
      double memory,
      double memoryPeak,
      OptionalDouble disk,
      HealthStatus worst,
      int samples) {}

  /**
   * What is on record of a container from one time on up to before another, step by step; a step
   * without snapshots is left out.
   *
   * @param step a second or longer
   */
  List<Point> history(InstanceId container, Instant from, Instant to, Duration step);

  /**
   * Forgets the days (UTC) that are over at that time; of the day that it falls in nothing is
   * forgotten. Costs the same however much there is.
   */
  void forgetDaysBefore(Instant time);
}

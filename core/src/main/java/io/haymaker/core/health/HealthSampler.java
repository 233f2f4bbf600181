package io.haymaker.core.health;

import io.haymaker.core.chore.Chore;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples all containers at every interval, into one write, and forgets what is too old. While the
 * engine is away there is nothing to say, and nothing is written.
 */
public final class HealthSampler implements Chore {
  private static final Logger LOG = LoggerFactory.getLogger(HealthSampler.class);
  private static final Duration BETWEEN_FORGETTING = Duration.ofHours(1);

  /** Under which it is in the queue of chores. */
  public static final String NAME = "health";

  private final HealthReader reader;
  private final HealthRecords records;
  private final HealthSettings settings;
  private final Clock clock;
  private Instant nextForgetting = Instant.MIN;
  private boolean blind;

  public HealthSampler(
      ContainerEngine engine, HealthRecords records, HealthSettings settings, Clock clock) {
    this.reader = new HealthReader(engine, settings.thresholds());
    this.records = records;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized Instant look() {
    Instant now = clock.instant();
    switch (reader.all()) {
      case Look.Found<HealthReader.Ward>(HealthReader.Ward ward) -> {
        records.enter(snapshots(ward, now));
        blind = false;
      }
      case Look.CouldNotLook<HealthReader.Ward>(Problem problem) -> sayBlind(problem);
      case Look.Absent<HealthReader.Ward> _ ->
          throw new IllegalStateException("an engine cannot be absent");
    }
    if (!now.isBefore(nextForgetting)) {
      records.forgetDaysBefore(now.minus(Duration.ofDays(settings.retentionDays())));
      nextForgetting = now.plus(BETWEEN_FORGETTING);
    }
    return next(now);
  }

  private static List<HealthSnapshot> snapshots(HealthReader.Ward ward, Instant now) {
    return ward.patients().stream()
        .map(
            patient ->
                new HealthSnapshot(
                    patient.instance().image(),
                    patient.instance().id(),
                    patient.instance().name(),
                    ward.host().name(),
                    known(patient.vitals().cpu()),
                    known(patient.vitals().memory()),
                    patient.vitals().disk(),
                    patient.vitals().status(),
                    now))
        .toList();
  }

  private static double known(OptionalDouble percent) {
    return percent.orElseThrow(() -> new IllegalStateException("not measured"));
  }

  /** Once for each time that it is away. */
  private void sayBlind(Problem problem) {
    if (!blind) {
      LOG.atWarn().addKeyValue("problem", problem).log("health cannot be sampled for now");
    }
    blind = true;
  }

  /** At whole multiples of the interval, so that a look that was late does not delay all others. */
  private Instant next(Instant now) {
    long interval = settings.interval().toSeconds();
    return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), interval) + 1) * interval);
  }
}

package io.haymaker.server.scaler;

import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.PassListener;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerOverview;
import io.haymaker.server.measure.Measure;
import io.haymaker.server.measure.Measure.Reading;
import io.haymaker.server.measure.Measures;
import io.haymaker.server.measure.Timings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * What scalers tell about themselves in numbers. It hears of each pass that this process makes, and
 * hands it on to the desk; when it is read it asks the database, and never the platform.
 */
public final class ScalerMeasures implements PassListener {
  private static final String SCALER = "scaler";
  private static final double MILLIS = 1000;

  private final ScalerDesk desk;
  private final Clock clock;
  private final Timings launches =
      new Timings(
          "haymaker.scaler.launch.delay",
          "from a message's arrival until its container was taken on",
          SCALER);
  private final Timings starts =
      new Timings(
          "haymaker.scaler.start.delay",
          "from a message's arrival until its container ran",
          SCALER);
  private final Map<Ends, LongAdder> ends = new ConcurrentHashMap<>();

  /** Containers of one scaler that ended in one way. */
  private record Ends(String scaler, String how) {}

  public ScalerMeasures(ScalerDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  @Override
  public void passed(ScalerName scaler, PassReport report) {
    desk.passed(scaler, report);
    report.started().forEach(claim -> add(launches, claim, claim.launchedAt()));
    report.began().forEach(claim -> add(starts, claim, claim.beganAt()));
    report
        .ended()
        .forEach(
            ended ->
                ends.computeIfAbsent(
                        new Ends(scaler.value(), ended.end().how().name().toLowerCase(Locale.ROOT)),
                        _ -> new LongAdder())
                    .increment());
  }

  /** The clocks of bus and runtime may differ a little. */
  private static void add(Timings timings, Claim claim, Optional<Instant> until) {
    until
        .map(at -> Duration.between(claim.enqueuedAt(), at))
        .ifPresent(
            delay ->
                timings.add(claim.scaler().value(), delay.isNegative() ? Duration.ZERO : delay));
  }

  /** All of them. */
  public Measures measures() {
    return new Measures(
        List.of(
            each("haymaker.scaler.active", "containers that are claimed", ScalerOverview::active),
            each(
                "haymaker.scaler.capacity",
                "how many containers there may be",
                ScalerOverview::capacity),
            each(
                "haymaker.scaler.paused",
                "1 while somebody wants nothing to be started",
                scaler -> scaler.paused() ? 1 : 0),
            passed(
                "haymaker.scaler.backlog",
                "messages that wait for a container, as the last pass saw them",
                pass -> pass.backlog().waiting()),
            passed(
                "haymaker.scaler.oldest.seconds",
                "how long the oldest of them has waited; 0 when none waits",
                this::age),
            passed(
                "haymaker.scaler.refused",
                "messages that never get a container as they are",
                pass -> pass.backlog().refused()),
            passed(
                "haymaker.scaler.poison",
                "messages that had all the containers that they may have",
                pass -> pass.backlog().poison()),
            passed(
                "haymaker.scaler.problems",
                "what could not be looked at or done in the last pass",
                pass -> pass.problems().size()),
            Measure.counted(
                "haymaker.scaler.ended",
                "containers that ended, by how",
                () ->
                    ends.entrySet().stream()
                        .map(
                            one ->
                                new Reading(
                                    Map.of(
                                        SCALER, one.getKey().scaler(), "how", one.getKey().how()),
                                    one.getValue().sum()))
                        .toList())),
        List.of(launches, starts));
  }

  private double age(ScalerOverview.LastPass pass) {
    return pass.backlog()
        .oldest()
        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / MILLIS)
        .map(age -> Math.max(0, age))
        .orElse(0.0);
  }

  private Measure each(String name, String what, ToDoubleFunction<ScalerOverview> number) {
    return Measure.each(
        name,
        what,
        () ->
            desk.overviews().stream()
                .map(scaler -> reading(scaler, number.applyAsDouble(scaler)))
                .toList());
  }

  /** Shown from the first pass on. */
  private Measure passed(
      String name, String what, ToDoubleFunction<ScalerOverview.LastPass> number) {
    return Measure.each(
        name,
        what,
        () ->
            desk.overviews().stream()
                .flatMap(
                    scaler ->
                        scaler.lastPass().stream()
                            .map(pass -> reading(scaler, number.applyAsDouble(pass))))
                .toList());
  }

  private static Reading reading(ScalerOverview scaler, double value) {
    return new Reading(Map.of(SCALER, scaler.name().value()), value);
  }
}

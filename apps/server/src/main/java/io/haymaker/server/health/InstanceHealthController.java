package io.haymaker.server.health;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.health.HealthRecords;
import io.haymaker.core.health.Vitals;
import io.haymaker.core.outcome.Look;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.replica.Replies;
import io.haymaker.server.wire.ApiFailure;
import io.haymaker.server.wire.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How single containers fare and fared. */
@Tag(name = "containers")
@RestController
public class InstanceHealthController {
  private static final long MOST_POINTS = 10_000;
  private static final Duration USUAL_SPAN = Duration.ofHours(1);

  /** Of one that is gone the history is still there, under its whole id. */
  private static final Pattern WHOLE_ID = Pattern.compile("[0-9a-f]{64}");

  private final ServerWorld world;
  private final Clock clock;

  InstanceHealthController(ServerWorld world, Clock clock) {
    this.world = world;
    this.clock = clock;
  }

  /**
   * @param cpuUsage per cent of its limit, of the host where it has none; null when it could not be
   *     measured
   * @param memoryUsage likewise
   * @param diskUsage of the host's disk, where it is known
   * @param status {@code healthy}, {@code warning}, {@code critical} or {@code stopped}
   * @param errors what is wrong, a line each
   */
  record InstanceHealth(
      @Nullable Double cpuUsage,
      @Nullable Double memoryUsage,
      @Nullable Double diskUsage,
      String status,
      List<String> errors) {}

  /**
   * The samples of a step put together.
   *
   * @param ts when the step begins
   * @param status the worst
   */
  record PointAnswer(
      Instant ts,
      double cpuUsage,
      double cpuPeak,
      double memoryUsage,
      double memoryPeak,
      @Nullable Double diskUsage,
      String status,
      int samples) {
    static PointAnswer of(HealthRecords.Point point) {
      return new PointAnswer(
          point.at(),
          rounded(point.cpu()),
          point.cpuPeak(),
          rounded(point.memory()),
          point.memoryPeak(),
          orNull(point.disk()),
          point.worst().wireName(),
          point.samples());
    }
  }

  /**
   * @param step in seconds
   */
  record HistoryAnswer(
      String containerId, Instant from, Instant to, long step, List<PointAnswer> points) {}

  @GetMapping("/containers/instances/{id}/health")
  @Operation(summary = "How a container fares now.")
  InstanceHealth health(@PathVariable String id) {
    Vitals vitals = Replies.found(world.managed().health().of(id), id);
    return new InstanceHealth(
        orNull(vitals.cpu()),
        orNull(vitals.memory()),
        orNull(vitals.disk()),
        vitals.status().wireName(),
        vitals.errors());
  }

  @GetMapping("/containers/instances/{id}/health/history")
  @Operation(summary = "How a container fared, in steps of so many seconds.")
  HistoryAnswer history(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "60") long step) {
    Instant end = Times.of("to", to).orElseGet(clock::instant);
    Instant begin = Times.of("from", from).orElse(end.minus(USUAL_SPAN));
    if (!begin.isBefore(end)) {
      throw ApiFailure.parameter("query", "from", "must be before to");
    }
    if (step < 1 || Duration.between(begin, end).toSeconds() / step > MOST_POINTS) {
      throw ApiFailure.parameter(
          "query",
          "step",
          "must be 1 or more, and the span at most %d steps".formatted(MOST_POINTS));
    }
    InstanceId container = container(id);
    return new HistoryAnswer(
        container.value(),
        begin,
        end,
        step,
        world.managed().records().history(container, begin, end, Duration.ofSeconds(step)).stream()
            .map(PointAnswer::of)
            .toList());
  }

  private InstanceId container(String id) {
    return switch (world.managed().engine().instance(id)) {
      case Look.Absent<Instance> _ when WHOLE_ID.matcher(id).matches() -> new InstanceId(id);
      case Look<Instance> look -> Replies.found(look, id).id();
    };
  }

  private static @Nullable Double orNull(OptionalDouble number) {
    return number.isPresent() ? (Double) rounded(number.getAsDouble()) : null;
  }

  private static double rounded(double percent) {
    return Math.round(percent * 100) / 100.0;
  }
}

package io.haymaker.server.run;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Conclusion;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.wire.ApiFailure;
import io.haymaker.server.wire.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Runs are asked for, looked at and cancelled. */
@Tag(name = "runs")
@RestController
@RequestMapping("/api/v1/runs")
public class RunsController {
  private final Optional<ServerWorld.Runs> world;

  RunsController(ServerWorld world) {
    this.world = world.runs();
  }

  private ServerWorld.Runs runs() {
    return world.orElseThrow(
        () ->
            ApiFailure.unavailable(
                "no cloud is configured here: set AZURE_TENANT_ID and the other settings of the"
                    + " cloud, or start the server with --emulator"));
  }

  /** What is asked for: a size or scenarios. */
  public record RunAsked(
      @Schema(description = "small, medium or large") @Nullable String size,
      @Schema(description = "names of documents") @Nullable List<String> scenarios,
      @Schema(description = "how long the agents operate, in ISO 8601: PT8H")
          @Nullable String duration,
      @Schema(description = "chooses the same scenarios again") @Nullable Long seed) {}

  /** The run that was asked for. */
  public record Accepted(String runId) {}

  /**
   * A run.
   *
   * @param reason why it failed; null unless it did
   */
  public record RunAnswer(
      String runId,
      String status,
      String phase,
      @Nullable String reason,
      Instant startedAt,
      @Nullable Instant endedAt,
      List<ScenarioAnswer> scenarios) {}

  /** A scenario of it. */
  public record ScenarioAnswer(String scenarioName, String stage) {}

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Starts a run.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = RunAsked.class))))
  Accepted start(JsonBody body) {
    ServerWorld.Runs runs = runs();
    body.only("size", "scenarios", "duration", "seed");
    var options =
        new RunOptions(
            selection(body),
            body.number("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                .orElseGet(() -> (long) new SecureRandom().nextInt(1, Integer.MAX_VALUE)),
            body.text("duration").map(RunsController::duration).orElse(runs.duration()),
            0);
    return new Accepted(runs.service().start(options).toString());
  }

  private static Selection selection(JsonBody body) {
    Optional<List<String>> names = body.texts("scenarios");
    if (names.isPresent() == body.has("size")) {
      throw ApiFailure.body("give either size or scenarios");
    }
    try {
      return names
          .<Selection>map(
              list -> new Selection.Named(list.stream().map(ScenarioName::new).toList()))
          .orElseGet(() -> new Selection.Sized(size(body)));
    } catch (IllegalArgumentException e) {
      throw ApiFailure.field("scenarios", "cannot be: " + e.getMessage());
    }
  }

  private static SimulationSize size(JsonBody body) {
    return SimulationSize.of(body.requiredText("size"))
        .orElseThrow(() -> ApiFailure.field("size", "must be small, medium or large"));
  }

  private static Duration duration(String text) {
    try {
      Duration parsed = Duration.parse(text);
      if (parsed.isPositive()) {
        return parsed;
      }
    } catch (DateTimeParseException e) {
      throw ApiFailure.field("duration", "must be in ISO 8601, such as PT8H");
    }
    throw ApiFailure.field("duration", "must be longer than zero");
  }

  @GetMapping("/{id}")
  @Operation(summary = "Where a run is.")
  RunAnswer one(@PathVariable String id) {
    return answer(runs().books().runs().find(runId(id)).orElseThrow(RunsController::unknown));
  }

  @PostMapping("/{id}/cancel")
  @Operation(summary = "Stops a run; its cleanup still runs.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunAnswer cancel(@PathVariable String id) {
    return answer(runs().service().cancel(runId(id)).orElseThrow(RunsController::unknown));
  }

  private RunAnswer answer(Run run) {
    return new RunAnswer(
        run.id().toString(),
        run.status(),
        run.phase().wireName(),
        run.conclusion()
            .flatMap(Conclusion::failureReason)
            .map(Conclusion.Reason::wireName)
            .orElse(null),
        run.startedAt(),
        run.endedAt().orElse(null),
        runs().books().runs().scenarios(run.id()).stream()
            .map(
                scenario ->
                    new ScenarioAnswer(
                        scenario.scenario().value(),
                        scenario.stage().name().toLowerCase(Locale.ROOT)))
            .toList());
  }

  private static RunId runId(String text) {
    return RunId.parse(text)
        .orElseThrow(() -> new ApiFailure(400, "INVALID_RUN_ID", "a run's id is a UUID"));
  }

  private static ApiFailure unknown() {
    return ApiFailure.notFound("RUN", "there is no such run");
  }
}

package io.haymaker.server.scaler;

import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.wire.ApiFailure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Scalers are looked at, paused, resumed and run. */
@Tag(name = "scalers")
@RestController
@RequestMapping("/api/v1/scalers")
public class ScalersController {
  private static final int MOST = 1000;

  private final ScalerDesk desk;

  ScalersController(ServerWorld world) {
    this.desk = world.scalers();
  }

  /** All scalers. */
  public record Scalers(List<ScalerAnswer> scalers) {}

  @GetMapping
  @Operation(summary = "All scalers, and how they do.")
  Scalers all() {
    return new Scalers(desk.overviews().stream().map(ScalerAnswer::of).toList());
  }

  @GetMapping("/{name}")
  @Operation(summary = "How a scaler does.")
  ScalerAnswer one(@PathVariable String name) {
    return ScalerAnswer.of(found(name, desk::overview));
  }

  @GetMapping("/{name}/messages")
  @Operation(
      summary = "What waits, what becomes of each message and why, and when it is likely to start.")
  MessagesAnswer messages(
      @PathVariable String name, @RequestParam(defaultValue = "100") int limit) {
    check(limit);
    return MessagesAnswer.of(found(name, scaler -> desk.messages(scaler, limit)), limit);
  }

  @GetMapping("/{name}/containers")
  @Operation(summary = "The containers of a scaler: those that are there, and the last that ended.")
  ContainersAnswer containers(
      @PathVariable String name, @RequestParam(defaultValue = "100") int limit) {
    check(limit);
    return ContainersAnswer.of(found(name, scaler -> desk.containers(scaler, limit)));
  }

  @PostMapping("/{name}/pause")
  @Operation(summary = "Has a scaler start nothing; what runs goes on, what ended is cleared away.")
  ScalerAnswer pause(@PathVariable String name) {
    return ScalerAnswer.of(found(name, desk::pause));
  }

  @PostMapping("/{name}/resume")
  @Operation(summary = "Has a scaler start containers again, at once.")
  ScalerAnswer resume(@PathVariable String name) {
    return ScalerAnswer.of(found(name, desk::resume));
  }

  @PostMapping("/{name}/run")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Asks for a pass now; it has not begun when this answers.")
  ScalerAnswer run(@PathVariable String name) {
    return ScalerAnswer.of(found(name, desk::run));
  }

  private static void check(int limit) {
    if (limit < 1 || limit > MOST) {
      throw ApiFailure.parameter("query", "limit", "must be from 1 to " + MOST);
    }
  }

  private static <T> T found(String name, Function<ScalerName, Optional<T>> look) {
    return Optional.of(name)
        .filter(ScalerName::isValid)
        .map(ScalerName::new)
        .flatMap(look)
        .orElseThrow(() -> ApiFailure.notFound("SCALER", "there is no such scaler"));
  }
}

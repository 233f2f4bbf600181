package io.haymaker.server.health;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Open to everybody: who watches us has to hear of a lost database, too, which holds the keys. */
@Tag(name = "watching")
@RestController
public class HealthController {
  private static final String VERSION = "0.1.0";
  private static final double WARNING = 75;
  private static final double CRITICAL = 90;

  private final HealthDesk desk;
  private final HostGauge host;
  private final Clock clock;

  HealthController(HealthDesk desk, HostGauge host, Clock clock) {
    this.desk = desk;
    this.host = host;
    this.clock = clock;
  }

  /** That it answers is the answer. */
  public record Alive(String status) {}

  /**
   * @param status {@code healthy} or {@code unhealthy}
   * @param checks {@code pass} or {@code fail} for each part
   */
  public record Health(String status, String version, Map<String, String> checks) {}

  /**
   * @param status {@code healthy} or {@code unhealthy}
   */
  public record Detailed(String status, Instant timestamp, Components components) {}

  /** The parts; those that this server has not are {@code absent}. */
  public record Components(
      Component docker,
      Component postgresql,
      Component containerManager,
      SystemResources systemResources) {}

  /**
   * @param status {@code healthy}, {@code unhealthy} or {@code absent}
   */
  public record Component(String status, String message) {
    static Component of(PartHealth health) {
      return new Component(health.status().wireName(), health.message());
    }
  }

  /**
   * @param status {@code healthy}, {@code warning} or {@code critical}
   * @param cpuUsage in percent of all cores
   * @param memoryUsage in percent
   */
  public record SystemResources(
      String status, String message, double cpuUsage, double memoryUsage) {}

  @GetMapping("/health")
  @Operation(summary = "Whether it answers.")
  Alive alive() {
    return new Alive("OK");
  }

  @GetMapping("/health/detailed")
  @Operation(summary = "How each part is, and the machine.")
  Detailed detailed() {
    Map<String, PartHealth> seen = desk.look();
    return new Detailed(
        HealthDesk.isWell(seen) ? "healthy" : "unhealthy",
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        new Components(
            component(seen, HealthChecks.DOCKER),
            component(seen, HealthChecks.POSTGRESQL),
            component(seen, HealthChecks.CONTAINER_MANAGER),
            resources()));
  }

  private static Component component(Map<String, PartHealth> seen, String name) {
    return Component.of(seen.getOrDefault(name, PartHealth.absent("this server has no such part")));
  }

  private SystemResources resources() {
    HostGauge.Usage usage = host.look();
    double most = Math.max(usage.cpuPercent(), usage.memoryPercent());
    return new SystemResources(
        most > CRITICAL ? "critical" : most >= WARNING ? "warning" : "healthy",
        "cpu %s %%, memory %s %%".formatted(usage.cpuPercent(), usage.memoryPercent()),
        usage.cpuPercent(),
        usage.memoryPercent());
  }

  @GetMapping("/api/v1/health")
  @Operation(summary = "Whether all parts do what they should; 503 when one does not.")
  ResponseEntity<Health> health() {
    Map<String, PartHealth> seen = desk.look();
    var checks = new LinkedHashMap<String, String>();
    seen.forEach((name, part) -> checks.put(name, part.isWell() ? "pass" : "fail"));
    boolean well = HealthDesk.isWell(seen);
    return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new Health(well ? "healthy" : "unhealthy", VERSION, checks));
  }
}

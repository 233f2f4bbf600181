package io.haymaker.server.health;

import io.haymaker.server.ServerWorld;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Open to everybody. */
@RestController
public class HealthController {
  private static final String VERSION = "0.1.0";

  private final HealthChecks checks;

  HealthController(ServerWorld world) {
    this.checks = world.health();
  }

  /** That it answers is the answer. */
  public record Alive(String status) {}

  /**
   * @param status {@code healthy} or {@code unhealthy}
   * @param checks {@code pass} or {@code fail} for each part
   */
  public record Health(String status, String version, Map<String, String> checks) {}

  @GetMapping("/health")
  Alive alive() {
    return new Alive("OK");
  }

  @GetMapping("/api/v1/health")
  ResponseEntity<Health> health() {
    var seen = new LinkedHashMap<String, String>();
    checks.look().forEach((name, well) -> seen.put(name, well ? "pass" : "fail"));
    boolean well = !seen.containsValue("fail");
    return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new Health(well ? "healthy" : "unhealthy", VERSION, seen));
  }
}

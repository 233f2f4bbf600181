package io.haymaker.server.health;

import io.haymaker.server.ServerWorld;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has all parts looked at, side by side, within a limit. A check that hangs is waited for by all
 * who ask, and not begun again until it returns.
 */
public class HealthDesk {
  private static final Logger LOG = LoggerFactory.getLogger(HealthDesk.class);

  private final HealthChecks checks;
  private final Map<String, FutureTask<PartHealth>> underWay = new ConcurrentHashMap<>();

  HealthDesk(ServerWorld world) {
    this.checks = world.health();
  }

  /** Each part by its name. */
  Map<String, PartHealth> look() {
    var looks = new LinkedHashMap<String, FutureTask<PartHealth>>();
    checks.byName().forEach((name, check) -> looks.put(name, look(name, check)));
    long end = System.nanoTime() + checks.limit().toNanos();
    var seen = new LinkedHashMap<String, PartHealth>();
    looks.forEach((name, look) -> seen.put(name, await(name, look, end - System.nanoTime())));
    return seen;
  }

  /** Whether no part is unhealthy. */
  boolean isWell() {
    return isWell(look());
  }

  static boolean isWell(Map<String, PartHealth> seen) {
    return seen.values().stream().allMatch(PartHealth::isWell);
  }

  private FutureTask<PartHealth> look(String name, HealthCheck check) {
    return underWay.compute(
        name,
        (_, present) -> {
          if (present != null && !present.isDone()) {
            return present;
          }
          var look = new FutureTask<>(check::look);
          Thread.ofVirtual().name("health-" + name).start(look);
          return look;
        });
  }

  private PartHealth await(String name, FutureTask<PartHealth> look, long nanos) {
    try {
      return look.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return PartHealth.unhealthy("no answer within %d s".formatted(checks.limit().toSeconds()));
    } catch (ExecutionException e) {
      LOG.atError().setCause(e.getCause()).addKeyValue("part", name).log("a health check failed");
      return PartHealth.unhealthy("the check failed; the log has the details");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return PartHealth.unhealthy("interrupted");
    }
  }
}

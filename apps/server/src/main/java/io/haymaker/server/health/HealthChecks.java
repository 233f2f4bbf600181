package io.haymaker.server.health;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is looked at when somebody asks whether all is well.
 *
 * @param byName each part's check by the part's name on the wire, in the order in which they are
 *     shown
 * @param limit how long all of them have together, longer than zero
 */
public record HealthChecks(Map<String, HealthCheck> byName, Duration limit) {
  public static final String DOCKER = "docker";
  public static final String POSTGRESQL = "postgresql";
  public static final String CONTAINER_MANAGER = "container_manager";

  public HealthChecks {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("the limit must be longer than zero: " + limit);
    }
  }

  /** Checks that have two seconds. */
  public HealthChecks(Map<String, HealthCheck> byName) {
    this(byName, Duration.ofSeconds(2));
  }
}

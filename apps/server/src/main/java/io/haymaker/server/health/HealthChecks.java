package io.haymaker.server.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is looked at when somebody asks whether all is well.
 *
 * @param byName each part's check by the part's name on the wire, in the order in which they are
 *     shown
 */
public record HealthChecks(Map<String, HealthCheck> byName) {
  public static final String DOCKER = "docker";
  public static final String POSTGRESQL = "postgresql";
  public static final String CONTAINER_MANAGER = "container_manager";

  public HealthChecks {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }
}

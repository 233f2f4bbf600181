package io.haymaker.server.wire;

import java.util.Set;

/**
 * What needs no key: health, which must be heard of when the database with the keys is lost, and
 * the page of the documentation, which is empty until its reader gives it a key.
 */
public final class OpenPaths {
  public static final Set<String> ALL =
      Set.of(
          "/health",
          "/health/detailed",
          "/api/v1/health",
          "/actuator/health",
          "/actuator/health/liveness",
          "/actuator/health/readiness",
          "/docs");

  private OpenPaths() {}
}

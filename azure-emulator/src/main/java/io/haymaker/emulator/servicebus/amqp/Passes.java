package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.access.BusPass;
import io.haymaker.emulator.servicebus.access.BusPaths;
import io.haymaker.emulator.servicebus.access.BusRight;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The passes that one connection has shown, by the path for which it showed them. */
final class Passes {
  private final Clock clock;
  private final Map<String, BusPass> byPath = new HashMap<>();

  Passes(Clock clock) {
    this.clock = clock;
  }

  void put(String path, BusPass pass) {
    byPath.put(path, pass);
  }

  /** Whether a pass for the entity, or for something above it, allows this now. */
  boolean allow(BusRight right, String entityPath) {
    for (String path = entityPath; ; path = path.substring(0, Math.max(0, path.lastIndexOf('/')))) {
      BusPass pass = byPath.get(path);
      if (pass != null
          && pass.expiresAt().isAfter(clock.instant())
          && pass.allows(right, entityPath)) {
        return true;
      }
      if (path.isEmpty()) {
        return false;
      }
    }
  }

  /** Whether some pass that has not ended covers the entity. */
  boolean isCurrent(String entityPath) {
    return byPath.entrySet().stream()
        .filter(e -> BusPaths.isWithin(entityPath, e.getKey()))
        .anyMatch(e -> e.getValue().expiresAt().isAfter(clock.instant()));
  }
}

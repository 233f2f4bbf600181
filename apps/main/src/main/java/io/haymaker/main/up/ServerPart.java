package io.haymaker.main.up;

import io.haymaker.server.health.HealthCheck;
import io.haymaker.server.measure.Measures;
import java.util.Map;
import java.util.Optional;

/**
 * One of the things that the server does besides serving HTTP, from its start until it is closed.
 */
interface ServerPart extends AutoCloseable {

  /** What it cannot do without and has lost for good, in words; empty while all is well. */
  Optional<String> lost();

  /** What to look at when somebody asks whether it is well, by its name on the wire. */
  Map<String, HealthCheck> checks();

  /** What it tells about itself in numbers. */
  Measures measures();

  /** Ends it in good order; what was begun is gone on with at the next start. */
  @Override
  void close();
}

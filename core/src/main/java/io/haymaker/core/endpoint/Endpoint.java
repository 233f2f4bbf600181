package io.haymaker.core.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a service can be reached.
 *
 * @param id chosen by whoever registers it
 * @param imageId the image that serves there
 * @param host name or address
 * @param port 1 to 65535
 * @param lastHeartbeat when somebody last said that it is up
 */
public record Endpoint(
    String id,
    String imageId,
    String host,
    int port,
    Caps caps,
    Status status,
    Instant lastHeartbeat) {
  private static final int LAST_PORT = 65_535;

  /** Whether it can be used. */
  public enum Status {
    UP,
    DOWN
  }

  /** What it can bear, in the words of whoever registered it. */
  public record Caps(Optional<String> cpu, Optional<String> mem) {
    public static final Caps NONE = new Caps(Optional.empty(), Optional.empty());
  }

  public Endpoint {
    if (id.isBlank() || host.isBlank()) {
      throw new IllegalArgumentException("id and host must not be empty");
    }
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("a port is from 1 to 65535, is " + port);
    }
  }
}

package io.haymaker.emulator.cloud;

import io.haymaker.emulator.http.Door;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where the services listen; all URLs are without a slash at their end. Known once the doors are
 * open, before the first request is handled.
 */
public final class Endpoints {
  private final Map<Door, Integer> ports = new EnumMap<>(Door.class);
  private OptionalInt amqpPort = OptionalInt.empty();

  /** Says on which port a door has opened. */
  public synchronized void opened(Door door, int port) {
    ports.put(door, port);
  }

  /** Says on which port the bus speaks AMQP over TLS. */
  public synchronized void amqpOpened(int port) {
    amqpPort = OptionalInt.of(port);
  }

  /** The port of the bus's AMQP side; empty if there is no bus. */
  public synchronized OptionalInt amqpPort() {
    return amqpPort;
  }

  /** Azure Resource Manager. */
  public String arm() {
    return url(Door.MAIN);
  }

  /** The sign-in service. */
  public String authority() {
    return url(Door.MAIN);
  }

  /** Microsoft Graph: a path of its own, so that SDKs can tell its tokens from ARM's. */
  public String graph() {
    return url(Door.MAIN) + "/graph";
  }

  /** The control API. */
  public String control() {
    return url(Door.MAIN) + "/_emulator";
  }

  /** The login server of the container registry: host and port of the main door. */
  public String registry() {
    return "localhost:" + port(Door.MAIN);
  }

  /** Whether this host, with its port, is the registry's. */
  public boolean isRegistry(String host) {
    return host.equalsIgnoreCase(registry())
        || host.equals(registry().replace("localhost:", "127.0.0.1:"));
  }

  /** The vault: no path. */
  public String vault() {
    return url(Door.VAULT);
  }

  /** The bus's HTTPS side: no path; topics are directly below. */
  public String bus() {
    return url(Door.BUS);
  }

  /** Azure Monitor's data collection endpoint: no path. */
  public String logs() {
    return url(Door.MONITOR);
  }

  /**
   * The port of a door.
   *
   * @throws IllegalStateException if it is not open yet
   */
  public synchronized int port(Door door) {
    Integer port = ports.get(door);
    if (port == null) {
      throw new IllegalStateException("door is not open yet: " + door);
    }
    return port;
  }

  private String url(Door door) {
    return "https://localhost:" + port(door);
  }
}

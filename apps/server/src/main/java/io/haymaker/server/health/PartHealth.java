package io.haymaker.server.health;

import java.util.Locale;

/**
 * How a part of the server is doing.
 *
 * @param message one line for people; it goes to whoever asks, key or not, so no address, path or
 *     secret
 */
public record PartHealth(Status status, String message) {

  /** In one word. */
  public enum Status {
    HEALTHY,
    /** It does not do what it should. */
    UNHEALTHY,
    /** This server has no such part. */
    ABSENT;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isWell() {
    return status != Status.UNHEALTHY;
  }

  public static PartHealth healthy(String message) {
    return new PartHealth(Status.HEALTHY, message);
  }

  public static PartHealth unhealthy(String message) {
    return new PartHealth(Status.UNHEALTHY, message);
  }

  static PartHealth absent(String message) {
    return new PartHealth(Status.ABSENT, message);
  }
}

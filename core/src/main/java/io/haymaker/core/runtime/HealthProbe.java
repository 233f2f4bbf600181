package io.haymaker.core.runtime;

import java.time.Duration;

/**
 * A question that the platform puts to a container again and again.
 *
 * @param purpose what follows from the answers
 * @param question what is asked
 * @param initialDelay before the first question, from 0 to 60 s
 * @param period between two questions, from 1 to 240 s
 * @param timeout after which no answer is a bad answer, from 1 to 240 s
 * @param failures in a row from which the container counts as bad, from 1 to 10
 */
public record HealthProbe(
    Purpose purpose,
    Question question,
    Duration initialDelay,
    Duration period,
    Duration timeout,
    int failures) {

  private static final int LONGEST_SECONDS = 240;
  private static final int LONGEST_DELAY_SECONDS = 60;
  private static final int MOST_FAILURES = 10;

  /** What follows when it fails. */
  public enum Purpose {
    /** The container is ended and begun again. */
    LIVENESS,
    /** The container is not counted as ready, and goes on. */
    READINESS,
    /** The container is ended and begun again; until it passes, the others are not asked. */
    STARTUP
  }

  /** What is asked of the container, at its own address. */
  public sealed interface Question {
    /** Good when a connection is accepted. */
    record Tcp(int port) implements Question {
      public Tcp {
        requirePort(port);
      }
    }

    /** Good when a GET is answered with a status from 200 to 399. */
    record Http(int port, String path) implements Question {
      public Http {
        requirePort(port);
        if (!path.startsWith("/")) {
          throw new IllegalArgumentException("a probe's path begins with /, is " + path);
        }
      }
    }

    private static void requirePort(int port) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("a probe's port is from 1 to 65535, is " + port);
      }
    }
  }

  public HealthProbe {
    requireSeconds("initialDelay", initialDelay, 0, LONGEST_DELAY_SECONDS);
    requireSeconds("period", period, 1, LONGEST_SECONDS);
    requireSeconds("timeout", timeout, 1, LONGEST_SECONDS);
    if (failures < 1 || failures > MOST_FAILURES) {
      throw new IllegalArgumentException("failures must be from 1 to 10, is " + failures);
    }
  }

  /** Is it alive? Asked every 10 s; three bad answers in a row mean that it is not. */
  public static HealthProbe liveness(Question question) {
    return new HealthProbe(
        Purpose.LIVENESS,
        question,
        Duration.ZERO,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        3);
  }

  /** The same, asked this often and believed at this many bad answers. */
  public HealthProbe every(Duration newPeriod, int newFailures) {
    return new HealthProbe(purpose, question, initialDelay, newPeriod, timeout, newFailures);
  }

  private static void requireSeconds(String what, Duration length, int least, int most) {
    if (length.toSeconds() < least || length.toSeconds() > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d seconds, is %s".formatted(what, least, most, length));
    }
  }
}

package io.haymaker.core.replica;

import io.haymaker.core.engine.Limits;
import io.haymaker.core.runtime.PortRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many containers of an image are wanted, and of what kind.
 *
 * @param image as it was asked for
 * @param minimum autoscaling goes no lower, 0 or more
 * @param maximum autoscaling goes no higher, at least {@code minimum} and {@code count}
 * @param count wanted now, at least {@code minimum}
 * @param strict whether each has no right it can do without; such a one publishes no ports
 * @param updatedAt when it last changed
 */
public record DesiredImage(
    String image,
    int minimum,
    int maximum,
    int count,
    Limits limits,
    Map<String, String> environment,
    List<PortRequest> ports,
    boolean strict,
    Instant updatedAt) {
  public DesiredImage {
    if (image.isBlank()) {
      throw new IllegalArgumentException("image is empty");
    }
    if (minimum < 0 || count < minimum || maximum < count) {
      throw new IllegalArgumentException(
          "0 <= minimum <= count <= maximum must hold, they are %d, %d, %d"
              .formatted(minimum, count, maximum));
    }
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
  }

  /** An image of which nothing is wanted. */
  static DesiredImage none(String image, Instant now) {
    return new DesiredImage(image, 0, 0, 0, Limits.NONE, Map.of(), List.of(), false, now);
  }

  /** So many more are wanted; the maximum gives way. */
  public DesiredImage raisedBy(int more, Instant now) {
    return counting(minimum, Math.max(maximum, count + more), count + more, now);
  }

  /** So many fewer are wanted, never fewer than none; the minimum gives way. */
  public DesiredImage loweredBy(int number, Instant now) {
    int fewer = Math.max(0, count - number);
    return counting(Math.min(minimum, fewer), maximum, fewer, now);
  }

  /** Another count, kept between minimum and maximum. */
  public DesiredImage scaledTo(int other, Instant now) {
    return counting(minimum, maximum, Math.clamp(other, minimum, maximum), now);
  }

  /** Other limits; what they do not name stays. */
  public DesiredImage limitedTo(Limits others, Instant now) {
    return new DesiredImage(
        image, minimum, maximum, count, others.orElse(limits), environment, ports, strict, now);
  }

  private DesiredImage counting(int min, int max, int wanted, Instant now) {
    return new DesiredImage(image, min, max, wanted, limits, environment, ports, strict, now);
  }
}

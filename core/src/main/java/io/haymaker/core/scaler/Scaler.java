package io.haymaker.core.scaler;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One scaler: which messages it serves, and how.
 *
 * @param managedBy what its containers' tag {@code managed_by} says, and their names begin with
 * @param image that its containers run
 * @param rules what decides about a message
 * @param capacity how many containers may be alive at once, 1 or more
 * @param width how many requests are in flight at once, 1 or more
 * @param page how many messages one peek asks for, 1 to 250
 * @param skipped subscriptions that are not served
 * @param confirm whether a message is looked for once more just before its container is made
 * @param orphans what becomes of containers whose message has gone
 * @param environment what every container gets
 * @param subscriptionVariable the variable that receives the subscription's name
 */
public record Scaler(
    ScalerName name,
    String managedBy,
    String image,
    ScalerRules rules,
    int capacity,
    int width,
    int page,
    Set<String> skipped,
    boolean confirm,
    Orphans orphans,
    Map<String, String> environment,
    Optional<String> subscriptionVariable) {
  public Scaler {
    if (capacity < 1 || width < 1 || page < 1) {
      throw new IllegalArgumentException("capacity, width and page must be 1 or more");
    }
    skipped = Set.copyOf(skipped);
    environment = Map.copyOf(environment);
  }

  /**
   * What becomes of a container that runs while its message has gone.
   *
   * @param delete false to let it run
   * @param page how many messages one look asks for, 1 to 250
   * @param checks how many looks at the message's own place must find it gone, 1 or more
   * @param interval between two of them
   */
  public record Orphans(boolean delete, int page, int checks, Duration interval) {
    private static final int USUAL_PAGE = 50;

    public Orphans {
      if (page < 1 || checks < 1 || interval.isNegative()) {
        throw new IllegalArgumentException(
            "page and checks must be 1 or more, the interval not negative");
      }
    }

    /** With pages of 50. */
    public Orphans(boolean delete, int checks, Duration interval) {
      this(delete, USUAL_PAGE, checks, interval);
    }
  }

  /** Nothing of what its containers are told: there may be passwords in it. */
  @Override
  public String toString() {
    return "scaler " + name;
  }
}

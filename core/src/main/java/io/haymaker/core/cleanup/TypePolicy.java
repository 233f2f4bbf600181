package io.haymaker.core.cleanup;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a cleanup does otherwise with the resources of one type; what is empty is as for all.
 *
 * @param treatment whether they are deleted at all
 * @param attempts rejected attempts at one of them in one round, 1 or more
 * @param firstWait the wait after the first attempt; it doubles with each
 * @param longestWait the cap of the waits
 * @param follow how long an accepted deletion is followed
 * @param order where the type stands among the others; lower goes first
 * @param purge false to leave a soft-deleted copy to its retention time
 */
public record TypePolicy(
    Treatment treatment,
    OptionalInt attempts,
    Optional<Duration> firstWait,
    Optional<Duration> longestWait,
    Optional<Duration> follow,
    OptionalInt order,
    boolean purge) {

  /** As for all. */
  public static final TypePolicy PLAIN =
      new TypePolicy(
          Treatment.DELETE,
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          true);

  public TypePolicy {
    if (attempts.orElse(1) < 1) {
      throw new IllegalArgumentException("attempts must be 1 or more");
    }
  }

  /** Whether resources of a type are deleted. */
  public enum Treatment {
    DELETE,
    /** No deletion of its own: it goes with the group or the parent that it lies in. */
    SKIP,
    /** Left alone, and so is everything that it lies in or needs. */
    PROTECT
  }
}

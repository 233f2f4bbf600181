package io.haymaker.core.cleanup;

import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * How hard and how long a cleanup tries.
 *
 * @param perResource rejected attempts at one resource in one round, and the waits between them
 * @param betweenRounds the waits between rounds
 * @param deadline for all rounds together, counted from the begin of the cleanup
 * @param follow how long an accepted deletion is followed, within the deadline
 * @param followSlow the same for a whole group and for types that are known to take long
 * @param staleAfter how long the inventory may go on listing what answers 404
 * @param settle how far apart the two listings are that agree that nothing remains: longer than the
 *     inventory usually lags
 * @param width how many deletions run side by side
 * @param rules what may not be deleted, and the types that go their own way
 */
public record DeletionPolicy(
    Backoff perResource,
    Backoff betweenRounds,
    Duration deadline,
    Duration follow,
    Duration followSlow,
    Duration staleAfter,
    Duration settle,
    int width,
    DeletionRules rules) {

  /** Gateways and Container Apps environments take most of an hour. */
  private static final Set<String> SLOW =
      Set.of(
          "microsoft.network/virtualnetworkgateways",
          "microsoft.network/applicationgateways",
          "microsoft.network/azurefirewalls",
          "microsoft.apimanagement/service",
          "microsoft.app/managedenvironments");

  /** The specification's numbers. */
  public static final DeletionPolicy STANDARD =
      new DeletionPolicy(
          Backoff.DELETION,
          new Backoff(Integer.MAX_VALUE, Duration.ofSeconds(2), Duration.ofMinutes(5)),
          Duration.ofHours(2),
          Duration.ofSeconds(300),
          Duration.ofMinutes(45),
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          16,
          DeletionRules.STANDARD);

  /** The same with other rules. */
  public DeletionPolicy withRules(DeletionRules other) {
    return new DeletionPolicy(
        perResource, betweenRounds, deadline, follow, followSlow, staleAfter, settle, width, other);
  }

  /** How long an accepted deletion of this resource is followed. */
  public Duration follow(ResourceId id) {
    boolean slow = id.isGroup() || SLOW.contains(id.type());
    return rules.types().of(id).follow().orElse(slow ? followSlow : follow);
  }

  /** As much of a time as is left to the deadline; never less than nothing. */
  static Duration cut(Duration wanted, Instant now, Instant deadline) {
    Duration left = Duration.between(now, deadline);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(wanted) < 0 ? left : wanted;
  }

  /** How often this resource is asked for in one round, and the waits between. */
  public Backoff perResource(ResourceId id) {
    TypePolicy own = rules.types().of(id);
    Duration first = own.firstWait().orElse(perResource.first());
    Duration longest = own.longestWait().orElse(perResource.longest());
    return new Backoff(
        own.attempts().orElse(perResource.attempts()),
        first,
        longest.compareTo(first) < 0 ? first : longest);
  }
}

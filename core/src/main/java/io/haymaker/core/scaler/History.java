package io.haymaker.core.scaler;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was tried for the messages of one id in a subscription so far. A sender may use an id again
 * when its first message has long gone: names count on, the budget begins anew.
 *
 * @param attempts how many containers they were given, 0 or more
 * @param byPlace how many of them for the message at which place; empty where that is not known
 * @param lastEnded when the last of them was proven gone; empty when there was none
 * @param live the container that is its own now; empty when the last one is proven gone
 */
public record History(
    int attempts, Map<Long, Integer> byPlace, Optional<Instant> lastEnded, Optional<String> live) {
  public static final History NONE = new History(0, Optional.empty(), Optional.empty());

  public History {
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts must not be negative, are " + attempts);
    }
    byPlace = Map.copyOf(byPlace);
  }

  /** A history of which is not known for which message each attempt was. */
  public History(int attempts, Optional<Instant> lastEnded, Optional<String> live) {
    this(attempts, Map.of(), lastEnded, live);
  }

  /** How many containers the message at that place was given. */
  public int spentOn(long place) {
    return byPlace.isEmpty() ? attempts : byPlace.getOrDefault(place, 0);
  }

  /** What is known from two sources, each of attempts of its own, together. */
  public History and(History other) {
    var all = new HashMap<>(byPlace);
    other.byPlace.forEach((place, count) -> all.merge(place, count, Integer::sum));
    return new History(
        attempts + other.attempts,
        all,
        Stream.of(lastEnded, other.lastEnded)
            .flatMap(Optional::stream)
            .max(Comparator.<Instant>naturalOrder()),
        live.or(other::live));
  }

  /** The same, and this container works on it. */
  History servedBy(String container) {
    return new History(attempts, byPlace, lastEnded, Optional.of(container));
  }
}

package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether messages still wait, just before their containers are made. One peek tells of all
 * messages from a place on; who asks for one of the next in the same second need not ask the bus
 * again. Safe for many threads; one at a time asks for a subscription.
 */
final class MessageConfirmer {
  /** Less than it takes to make a container. */
  static final Duration JUST_NOW = Duration.ofSeconds(1);

  private final MessageQueues queues;
  private final int page;
  private final Clock clock;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();

  /**
   * @param page how many messages one peek asks for
   */
  MessageConfirmer(MessageQueues queues, int page, Clock clock) {
    this.queues = queues;
    this.page = page;
    this.clock = clock;
  }

  /** What a peek told of a subscription: all places from one to another. */
  private record Sight(Instant at, long from, long upTo, Set<Long> there) {
    Optional<Boolean> of(long place, Instant now) {
      return place >= from && place <= upTo && !at.plus(JUST_NOW).isBefore(now)
          ? Optional.of(there.contains(place))
          : Optional.empty();
    }
  }

  private static final class Window {
    final ReentrantLock lock = new ReentrantLock();
    @Nullable Sight last;
  }

  /** Whether there is a message at that place of the subscription: found, and true or false. */
  Look<Boolean> isThere(String subscription, long place) {
    Window window = windows.computeIfAbsent(subscription, _ -> new Window());
    window.lock.lock();
    try {
      Instant now = clock.instant();
      Optional<Boolean> known =
          Optional.ofNullable(window.last).flatMap(last -> last.of(place, now));
      return known.isPresent() ? Look.found(known.get()) : look(subscription, place, now, window);
    } finally {
      window.lock.unlock();
    }
  }

  private Look<Boolean> look(String subscription, long place, Instant now, Window window) {
    return switch (queues.peek(subscription, place, page)) {
      case Look.Found<List<WaitingMessage>>(List<WaitingMessage> shown) -> {
        Set<Long> there =
            shown.stream().map(WaitingMessage::sequenceNumber).collect(Collectors.toSet());
        long upTo = shown.isEmpty() ? Long.MAX_VALUE : shown.getLast().sequenceNumber();
        window.last = new Sight(now, place, upTo, there);
        yield Look.found(there.contains(place));
      }
      // With the subscription all its messages have gone.
      case Look.Absent<List<WaitingMessage>> _ -> Look.found(false);
      case Look.CouldNotLook<List<WaitingMessage>>(Problem problem) ->
          new Look.CouldNotLook<>(problem);
    };
  }
}

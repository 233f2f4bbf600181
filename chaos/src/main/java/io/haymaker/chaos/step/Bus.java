package io.haymaker.chaos.step;

import io.haymaker.core.event.EventHandler;
import io.haymaker.core.event.Incoming;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/**
 * Delivers at least once: a message is settled when its handler has returned, and some come twice.
 */
final class Bus implements EventHandler {
  private final RandomGenerator chance;
  private final Deque<Incoming> waiting = new ArrayDeque<>();

  Bus(RandomGenerator chance) {
    this.chance = chance;
  }

  @Override
  public synchronized void handle(Incoming event) {
    waiting.add(event);
    if (chance.nextInt(5) == 0) {
      waiting.add(event);
    }
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Delivers what waits; what its consumer does not live through waits on. */
  void deliver(EventHandler consumer) {
    for (Incoming next = peek(); next != null; next = peek()) {
      consumer.handle(next);
      settle(next);
    }
  }

  @SuppressWarnings("NullAway") // null = nothing waits
  private synchronized Incoming peek() {
    return waiting.peek();
  }

  private synchronized void settle(Incoming event) {
    waiting.removeFirstOccurrence(event);
  }
}

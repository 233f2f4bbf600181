package io.haymaker.testkit.story;

import io.haymaker.core.event.EventHandler;
import io.haymaker.core.event.Incoming;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** Delivers events at once, save those that it is told to keep until a moment. */
final class SlowPost implements EventHandler {
  private final EventHandler receiver;
  private final Clock clock;
  private final Deque<Incoming> kept = new ArrayDeque<>();
  private Predicate<Incoming> keeps = _ -> false;
  private Instant until = Instant.MIN;

  SlowPost(EventHandler receiver, Clock clock) {
    this.receiver = receiver;
    this.clock = clock;
  }

  /** From now on. */
  void keep(Predicate<Incoming> which, Instant moment) {
    keeps = which;
    until = moment;
  }

  @Override
  public void handle(Incoming event) {
    if (clock.instant().isBefore(until) && keeps.test(event)) {
      kept.add(event);
    } else {
      receiver.handle(event);
    }
  }

  /** Delivers what it kept, if the moment has come. */
  void deliver() {
    if (!clock.instant().isBefore(until)) {
      for (Incoming next = kept.poll(); next != null; next = kept.poll()) {
        receiver.handle(next);
      }
    }
  }
}

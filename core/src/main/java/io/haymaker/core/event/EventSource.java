package io.haymaker.core.event;

import io.haymaker.core.outcome.Outcome;

/** Where the agents' events come from (a Service Bus subscription). Delivery is at least once. */
public interface EventSource {

  /** Makes topic and subscription where they are missing and we may. Safe to repeat. */
  Outcome<Boolean> prepare();

  /**
   * Begins to hand messages to the handler, on threads of its own, until closed. A message is
   * settled only after the handler returned; one that is not JSON is dead-lettered with the reason.
   * The bus going away is survived: it is tried again until closed.
   */
  Subscription subscribe(EventHandler handler);

  /** A running subscription. */
  interface Subscription extends AutoCloseable {
    /** Stops; a message in the handler's hands is settled or comes again. */
    @Override
    void close();
  }
}

package io.haymaker.emulator.servicebus.broker;

import java.util.Map;

/** What a receiver wants done with a message that it holds. */
public sealed interface Settlement {
  /** Processed: the message goes. */
  record Complete() implements Settlement {}

  /** Not looked at: it is there for the next receiver as if it had never been delivered. */
  record Release() implements Settlement {}

  /** Not processed: it is there for the next receiver, with these properties changed. */
  record Abandon(Map<String, Object> properties) implements Settlement {
    /** Copies the properties. */
    public Abandon {
      properties = Map.copyOf(properties);
    }
  }

  /** Put aside: it can be received by its number only. */
  record Defer(Map<String, Object> properties) implements Settlement {
    /** Copies the properties. */
    public Defer {
      properties = Map.copyOf(properties);
    }
  }

  /** Cannot be processed: moved to the dead-letter queue, reason and description among these. */
  record DeadLetter(Map<String, Object> properties) implements Settlement {
    /** Copies the properties. */
    public DeadLetter {
      properties = Map.copyOf(properties);
    }
  }
}

package io.haymaker.core.event;

import java.util.List;
import java.util.UUID;

/** One message that came in and was valid JSON. */
public sealed interface Incoming {

  /** The same however often the message is delivered. */
  UUID id();

  /** An event with all that it needs. */
  record Complete(AgentEvent event) implements Incoming {
    @Override
    public UUID id() {
      return event.id();
    }
  }

  /**
   * A message in which required fields are missing or wrong. It is recorded; the rest goes on.
   *
   * @param problems one line per field
   * @param body the message as it came
   */
  record Incomplete(UUID id, List<String> problems, String body) implements Incoming {
    public Incomplete {
      problems = List.copyOf(problems);
    }
  }
}

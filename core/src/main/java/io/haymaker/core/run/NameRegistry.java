package io.haymaker.core.run;

import io.haymaker.core.outcome.Look;

/** Tells whether a classic name is free. Objects are never looked up by name for anything else. */
public interface NameRegistry {

  /** What a name can be of. */
  enum Kind {
    SERVICE_PRINCIPAL,
    SECRET,
    CONTAINER
  }

  /**
   * Who has the name, live or soft-deleted, ours or not. {@code Absent}: it is free.
   *
   * @return a word about who has it
   */
  Look<String> holder(Kind kind, String name);
}

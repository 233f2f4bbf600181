package io.haymaker.emulator.rbac;

import java.util.Objects;

/** What somebody wants to do, in the words of role definitions. */
public sealed interface Permission {
  /** The operation's name, e.g. {@code Microsoft.App/jobs/write}. */
  String name();

  /** An operation on a resource, granted by {@code actions}. */
  record Control(String name) implements Permission {
    public Control {
      Objects.requireNonNull(name);
    }
  }

  /** An operation on what a resource holds, granted by {@code dataActions}. */
  record Data(String name) implements Permission {
    public Data {
      Objects.requireNonNull(name);
    }
  }
}

package io.haymaker.core.run;

import java.util.Locale;
import java.util.Optional;

/** How a run ended. */
public sealed interface Conclusion {

  /** The audit proved that nothing remains, and a scenario ran or the run was cancelled. */
  record Completed() implements Conclusion {}

  /**
   * It did not.
   *
   * @param message for people: what happened and what to do
   */
  record Failed(Reason reason, String message) implements Conclusion {}

  /** Why a run failed. */
  enum Reason {
    /** A check failed; nothing was made. */
    VALIDATION,
    /** No scenario could be provisioned. */
    NOTHING_PROVISIONED,
    /** Something remains. */
    LEFTOVERS,
    /** Something could not be looked at, so absence is not proven. */
    COULD_NOT_LOOK;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code completed} or {@code failed}. */
  default String status() {
    return switch (this) {
      case Completed _ -> "completed";
      case Failed _ -> "failed";
    };
  }

  default Optional<Reason> failureReason() {
    return switch (this) {
      case Completed _ -> Optional.empty();
      case Failed failed -> Optional.of(failed.reason());
    };
  }
}

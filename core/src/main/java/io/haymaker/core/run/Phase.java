package io.haymaker.core.run;

import java.util.Locale;

/**
 * Where a run is. It only ever moves forward:
 *
 * <pre>
 * validation -> selection -> provisioning -> monitoring -> cleanup -> reporting -> completed
 *      |            |                                         |
 *      +------------+---- (nothing was made) -----------------+--------> reporting
 * </pre>
 */
public enum Phase {
  VALIDATION,
  SELECTION,
  PROVISIONING,
  MONITORING,
  CLEANUP,
  REPORTING,
  COMPLETED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True when a run in this phase may move on to that one. */
  public boolean mayMoveTo(Phase next) {
    return switch (this) {
      case VALIDATION -> next == SELECTION || next == REPORTING;
      case SELECTION -> next == PROVISIONING || next == REPORTING;
      case PROVISIONING -> next == MONITORING || next == CLEANUP;
      case MONITORING -> next == CLEANUP;
      case CLEANUP -> next == REPORTING;
      case REPORTING -> next == COMPLETED;
      case COMPLETED -> false;
    };
  }
}

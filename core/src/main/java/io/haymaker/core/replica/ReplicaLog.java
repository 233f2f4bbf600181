package io.haymaker.core.replica;

import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import java.time.Clock;
import java.util.Map;

/** Writes into the journal what is decided about containers and why. Joins the transaction. */
final class ReplicaLog {
  private final Journal journal;
  private final Clock clock;

  ReplicaLog(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  void info(String type, String image, String message) {
    enter(type, Severity.INFO, image, message);
  }

  void warning(String type, String image, String message) {
    enter(type, Severity.WARNING, image, message);
  }

  private void enter(String type, Severity severity, String image, String message) {
    journal.append(
        JournalEntry.ofNoRun(clock.instant(), type, severity, message)
            .with(Map.of("image", image)));
  }
}

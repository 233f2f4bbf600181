package io.haymaker.core.run;

import io.haymaker.core.event.AgentEvent;
import io.haymaker.core.event.EventHandler;
import io.haymaker.core.event.EventType;
import io.haymaker.core.event.Incoming;
import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives every agent event its one effect: a line in the journal, an entry in the ledger, and a look
 * at the run when its agent is through, all in one transaction. A second delivery changes nothing,
 * because its line is in the journal already.
 */
public final class EventRecorder implements EventHandler {
  private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

  private final Transactions transactions;
  private final Journal journal;
  private final Ledger ledger;
  private final RunStore runs;
  private final WorkQueue queue;
  private final Clock clock;

  public EventRecorder(
      Transactions transactions,
      Journal journal,
      Ledger ledger,
      RunStore runs,
      WorkQueue queue,
      Clock clock) {
    this.transactions = transactions;
    this.journal = journal;
    this.ledger = ledger;
    this.runs = runs;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public void handle(Incoming incoming) {
    transactions.run(
        () -> {
          switch (incoming) {
            case Incoming.Complete(AgentEvent event) -> record(event);
            case Incoming.Incomplete incomplete -> record(incomplete);
          }
        });
  }

  private void record(AgentEvent event) {
    if (!journal.append(line(event))) {
      return;
    }
    if (runs.find(event.run()).isEmpty()) {
      // Of a run that this database does not know: kept in the journal, no business of the ledger.
      return;
    }
    event.resource().ifPresent(resource -> enter(event, resource));
    if (event.type() == EventType.CLEANUP_COMPLETE || event.type() == EventType.ERROR) {
      // Its last word comes a moment before its end.
      queue.wake(event.run(), clock.instant().plus(LAST_MOMENT));
    }
  }

  private void enter(AgentEvent event, ResourceId resource) {
    Instant at = notAfterNow(event.at());
    switch (event.type()) {
      case RESOURCE_CREATED ->
          ledger.created(event.run(), resource, Optional.of(event.scenario()), at);
      case RESOURCE_DELETED ->
          ledger.reportedDeleted(event.run(), resource, Optional.of(event.scenario()), at);
      case RESOURCE_DELETION_FAILED ->
          ledger.deletionFailed(
              event.run(),
              resource,
              event.deletionAttempts(),
              event.deletionError().orElse(event.message()),
              at);
      case AGENT_STARTED, OPERATION, CLEANUP_COMPLETE, ERROR, OTHER -> {}
    }
  }

  /**
   * Nothing is heard of before it happened: an agent whose clock is ahead would otherwise make
   * sightings that no proof of ours is younger than.
   */
  private Instant notAfterNow(Instant told) {
    Instant now = clock.instant();
    return told.isAfter(now) ? now : told;
  }

  private static JournalEntry line(AgentEvent event) {
    Map<String, String> details = new HashMap<>(event.details());
    event.agentId().ifPresent(agent -> details.put("agent_id", agent));
    event.deletionError().ifPresent(error -> details.put("deletion_error", error));
    return new JournalEntry(
        event.id(),
        event.at(),
        Optional.of(event.run()),
        Optional.of(event.scenario()),
        event.typeName(),
        event.severity(),
        event.message(),
        event.resource(),
        details);
  }

  private void record(Incoming.Incomplete incomplete) {
    journal.append(
        new JournalEntry(
            incomplete.id(),
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            "incomplete_event",
            Severity.WARNING,
            String.join("; ", incomplete.problems()),
            Optional.empty(),
            Map.of("body", incomplete.body())));
  }
}

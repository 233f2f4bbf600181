package io.haymaker.core.cleanup;

import io.haymaker.core.concurrent.ReadyFirst;
import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Retrier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries out a plan, each step as soon as those that it waits for are over, and puts every attempt
 * into the journal.
 */
final class DeletionExecutor {
  private final ResourceDeleter deleter;
  private final GroupDoor door;
  private final Journal journal;
  private final Retrier retrier;
  private final ReadyFirst threads;
  private final DeletionPolicy policy;

  DeletionExecutor(
      ResourceDeleter deleter,
      GroupDoor door,
      Journal journal,
      Retrier retrier,
      DeletionPolicy policy) {
    this.deleter = deleter;
    this.door = door;
    this.journal = journal;
    this.retrier = retrier;
    this.threads = new ReadyFirst(policy.width());
    this.policy = policy;
  }

  /** What became of one deletion, after so many attempts. */
  record Deleted(ResourceId id, Outcome<Removal> outcome, int attempts) {}

  /**
   * Deletes everything in the plan. What could not be deleted keeps nothing waiting: the services
   * themselves refuse what is still in use.
   */
  List<Deleted> execute(Claim claim, DeletionPlan plan, Instant deadline) {
    return threads.map(plan.waits(), id -> delete(claim, id, deadline));
  }

  private Deleted delete(Claim claim, ResourceId id, Instant deadline) {
    var attempts = new AtomicInteger();
    Outcome<Removal> outcome =
        retrier.ask(
            policy.perResource(id),
            deadline,
            () -> {
              Outcome<Removal> attempt = attempt(claim, id);
              journal.append(evidence(claim.run(), id, attempts.incrementAndGet(), attempt));
              return attempt;
            });
    return new Deleted(id, outcome, attempts.get());
  }

  private Outcome<Removal> attempt(Claim claim, ResourceId id) {
    return id.isGroup()
        ? door.open(claim, id).then(_ -> deleter.delete(id, policy.follow(id)))
        : deleter.delete(id, policy.follow(id));
  }

  private JournalEntry evidence(RunId run, ResourceId id, int attempt, Outcome<Removal> outcome) {
    String verdict =
        switch (outcome) {
          case Outcome.Done<Removal>(Removal removal) ->
              removal == Removal.REMOVED ? "deleted" : "was not there";
          case Outcome.Refused<Removal> _ -> "refused";
          case Outcome.Busy<Removal> _ -> "not now";
          case Outcome.Unknown<Removal> _ -> "unknown";
        };
    Severity severity = outcome.isDone() ? Severity.INFO : Severity.WARNING;
    return JournalEntry.of(
            retrier.now(),
            run,
            "deletion_attempt",
            severity,
            "%s: %s".formatted(id.name(), verdict))
        .about(id)
        .with(
            Map.of(
                "attempt", Integer.toString(attempt),
                "outcome", verdict,
                "code", outcome.obstacle().map(Problem::code).orElse(""),
                "error", outcome.obstacle().map(Problem::message).orElse("")));
  }
}

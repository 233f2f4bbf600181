package io.haymaker.core.cleanup;

import io.haymaker.core.concurrent.SideBySide;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries out a plan, wave by wave, and puts every attempt into the journal. */
final class DeletionExecutor {
  private final ResourceDeleter deleter;
  private final Journal journal;
  private final Retrier retrier;
  private final SideBySide threads;
  private final DeletionPolicy policy;

  DeletionExecutor(
      ResourceDeleter deleter,
      Journal journal,
      Retrier retrier,
      SideBySide threads,
      DeletionPolicy policy) {
    this.deleter = deleter;
    this.journal = journal;
    this.retrier = retrier;
    this.threads = threads;
    this.policy = policy;
  }

  /** What became of one deletion, after so many attempts. */
  record Deleted(ResourceId id, Outcome<Removal> outcome, int attempts) {}

  /** Deletes everything in the plan; a failure in one wave does not stop the next. */
  List<Deleted> execute(RunId run, DeletionPlan plan, Instant deadline) {
    var all = new ArrayList<Deleted>();
    for (List<ResourceId> wave : plan.waves()) {
      all.addAll(threads.map(wave, id -> delete(run, id, deadline)));
    }
    return all;
  }

  private Deleted delete(RunId run, ResourceId id, Instant deadline) {
    var attempts = new AtomicInteger();
    Outcome<Removal> outcome =
        retrier.ask(
            policy.perResource(),
            deadline,
            () -> {
              Outcome<Removal> attempt = deleter.delete(id, policy.follow(id));
              journal.append(evidence(run, id, attempts.incrementAndGet(), attempt));
              return attempt;
            });
    return new Deleted(id, outcome, attempts.get());
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

package io.haymaker.core.cleanup;

import io.haymaker.core.cleanup.DeletionPlan.Manner;
import io.haymaker.core.concurrent.ReadyFirst;
import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceDeleter.Answer;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.retry.Retrier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out a plan, each step as soon as those that it waits for are over, and puts every attempt
 * into the journal.
 */
final class DeletionExecutor {
  private final ResourceDeleter deleter;
  private final ResourceReader reader;
  private final GroupDoor door;
  private final Journal journal;
  private final Retrier retrier;
  private final ReadyFirst threads;
  private final DeletionPolicy policy;

  DeletionExecutor(
      ResourceDeleter deleter,
      ResourceReader reader,
      GroupDoor door,
      Journal journal,
      Retrier retrier,
      DeletionPolicy policy) {
    this.deleter = deleter;
    this.reader = reader;
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
    Map<ResourceId, Manner> manners = plan.manners();
    return threads.map(
        plan.waits(), id -> delete(claim, id, manners.getOrDefault(id, Manner.DELETE), deadline));
  }

  private Deleted delete(Claim claim, ResourceId id, Manner manner, Instant deadline) {
    var attempts = new AtomicInteger();
    Outcome<Removal> outcome =
        retrier.ask(
            policy.perResource(id),
            deadline,
            () -> {
              var said = new ArrayList<Answer>();
              Outcome<Removal> attempt =
                  lookedUp(id, manner, attempt(claim, id, manner, deadline, said::add));
              journal.append(
                  evidence(claim.run(), id, manner, attempts.incrementAndGet(), attempt, said));
              return attempt;
            },
            DeletionExecutor::mayBeAskedAgain);
    return new Deleted(id, outcome, attempts.get());
  }

  private Outcome<Removal> attempt(
      Claim claim, ResourceId id, Manner manner, Instant deadline, Consumer<Answer> evidence) {
    Duration follow = DeletionPolicy.cut(policy.follow(id), retrier.now(), deadline);
    if (id.isGroup()) {
      return door.open(claim, id).then(_ -> deleter.delete(id, follow, evidence));
    }
    return switch (manner) {
      case DELETE -> deleter.delete(id, follow, evidence);
      case DELETE_AND_PURGE, PURGE -> deleter.erase(id, follow, evidence);
    };
  }

  /**
   * Nobody knows whether it is done: then whether it is still there decides. That tells nothing of
   * a copy; the next round looks for that.
   */
  private Outcome<Removal> lookedUp(ResourceId id, Manner manner, Outcome<Removal> outcome) {
    return manner == Manner.DELETE
            && outcome instanceof Outcome.Unknown<Removal>
            && reader.read(id) instanceof Look.Absent
        ? Outcome.done(Removal.REMOVED)
        : outcome;
  }

  /** What was followed to its limit is left to the next round, which looks at it anew. */
  private static boolean mayBeAskedAgain(Outcome<Removal> outcome) {
    return outcome
        .obstacle()
        .filter(problem -> problem.is(ResourceDeleter.STILL_RUNNING))
        .isEmpty();
  }

  private JournalEntry evidence(
      RunId run,
      ResourceId id,
      Manner manner,
      int attempt,
      Outcome<Removal> outcome,
      List<Answer> said) {
    String verdict =
        switch (outcome) {
          case Outcome.Done<Removal>(Removal removal) ->
              removal == Removal.REMOVED ? manner.words() : "was not there";
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
                "error", outcome.obstacle().map(Problem::message).orElse(""),
                "status", joined(said, answer -> Integer.toString(answer.status())),
                "request_id", joined(said, Answer::requestId)));
  }

  private static String joined(List<Answer> said, Function<Answer, String> part) {
    return said.stream().map(part).collect(Collectors.joining(" "));
  }
}

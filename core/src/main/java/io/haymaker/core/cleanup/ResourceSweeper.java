package io.haymaker.core.cleanup;

import io.haymaker.core.cleanup.DeletionExecutor.Deleted;
import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Remains;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.store.Transactions;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what resources a run left and deletes them, one round at a time. A resource is entered as
 * gone only when a direct read answered 404 and the inventory does not list it; so what a round
 * deletes, the next one proves.
 */
final class ResourceSweeper {
  private final Lookout lookout;
  private final DeletionExecutor executor;
  private final Ledger ledger;
  private final Journal journal;
  private final Transactions transactions;
  private final Retrier retrier;
  private final GoneProver prover;
  private final DeletionPolicy policy;

  ResourceSweeper(
      Lookout lookout,
      DeletionExecutor executor,
      Ledger ledger,
      Journal journal,
      Transactions transactions,
      Retrier retrier,
      DeletionPolicy policy) {
    this.lookout = lookout;
    this.executor = executor;
    this.ledger = ledger;
    this.journal = journal;
    this.transactions = transactions;
    this.retrier = retrier;
    this.prover = new GoneProver(ledger, journal, transactions, retrier, policy.staleAfter());
    this.policy = policy;
  }

  Remains sweep(CleanupScope scope, Instant deadline) {
    var remains = new Remains();
    Lookout.World world = lookout.list(scope);
    List<LedgerEntry> book = ledger.ofRun(scope.run());
    Sighting sighting = lookout.look(scope, world, book, remains);
    var claim = new Claim(scope.installation(), scope.run());
    enterFound(scope, claim, book, sighting);
    prover.prove(scope.run(), book, sighting, remains);

    DeletionPlan plan = DeletionPlanner.plan(sight(scope, book, sighting), policy.rules());
    List<Deleted> deleted = executor.execute(claim, plan, deadline);
    enterDeleted(scope.run(), deleted);
    gather(plan, deleted, remains);
    return remains;
  }

  /** What a plan is made from. */
  static DeletionPlanner.Sight sight(
      CleanupScope scope, List<LedgerEntry> book, Sighting sighting) {
    Set<ResourceId> ours = new HashSet<>(scope.groups());
    book.forEach(entry -> ours.add(entry.id()));
    return new DeletionPlanner.Sight(
        new Claim(scope.installation(), scope.run()),
        sighting.existing(),
        sighting.locks(),
        sighting.copies(),
        ours,
        sighting.unlisted(),
        spent(book));
  }

  private static int spent(List<LedgerEntry> book) {
    return (int)
        book.stream()
            .filter(entry -> entry.forced() || entry.state() == LedgerEntry.State.FORCE_DELETED)
            .count();
  }

  /**
   * What nobody reported is entered before it is deleted, so that it is never forgotten. What is
   * another's has no place in our book.
   */
  private void enterFound(
      CleanupScope scope, Claim claim, List<LedgerEntry> book, Sighting sighting) {
    Map<ResourceId, Resource> seen = new HashMap<>();
    sighting.existing().forEach(resource -> seen.put(resource.id(), resource));
    Set<ResourceId> known = new HashSet<>();
    book.stream().filter(entry -> !entry.isGone()).forEach(entry -> known.add(entry.id()));
    List<Resource> found =
        Stream.concat(
                sighting.existing().stream()
                    .filter(resource -> !resource.id().isGroup())
                    .filter(resource -> claim.isOurs(resource, seen)),
                sighting.copies().stream().map(Copy::asResource))
            .filter(resource -> !known.contains(resource.id()))
            .toList();
    if (found.isEmpty()) {
      return;
    }
    Instant now = retrier.now();
    transactions.run(
        () ->
            found.forEach(
                resource -> {
                  ledger.created(scope.run(), resource.id(), scenario(scope, resource), now);
                  journal.append(
                      JournalEntry.of(
                              now,
                              scope.run(),
                              "resource_found",
                              Severity.WARNING,
                              "%s was found%s; nobody had reported it"
                                  .formatted(
                                      resource.id().name(),
                                      seen.containsKey(resource.id()) ? "" : ", soft-deleted"))
                          .about(resource.id()));
                }));
  }

  private static Optional<ScenarioName> scenario(CleanupScope scope, Resource resource) {
    return scope.scenarios().stream()
        .filter(traces -> resource.id().isBelow(traces.group()))
        .map(CleanupScope.Traces::scenario)
        .findFirst()
        .or(
            () ->
                OwnerTags.value(resource.tags(), OwnerTags.SCENARIO)
                    .filter(ScenarioName::isValid)
                    .map(ScenarioName::new));
  }

  private void enterDeleted(RunId run, List<Deleted> deleted) {
    Instant now = retrier.now();
    transactions.run(
        () ->
            deleted.stream()
                .filter(one -> !one.id().isGroup())
                .forEach(
                    one -> {
                      if (one.outcome().isDone()) {
                        ledger.forceDeleted(run, one.id(), one.attempts(), now);
                      } else {
                        String error =
                            one.outcome().obstacle().map(Problem::toString).orElse("unknown");
                        ledger.deletionFailed(run, one.id(), one.attempts(), error, now);
                      }
                    }));
  }

  private static void gather(DeletionPlan plan, List<Deleted> deleted, Remains remains) {
    plan.held().forEach(held -> remains.addLasting(held.id().value(), held.reason()));
    plan.left().forEach(left -> remains.add(left.id().value(), left.reason()));
    Set<ResourceId> blocked =
        plan.steps().stream()
            .filter(DeletionPlan.Step::blocked)
            .map(DeletionPlan.Step::id)
            .collect(Collectors.toSet());
    for (Deleted one : deleted) {
      String id = one.id().value();
      if (one.outcome().isDone()) {
        remains.add(id, "deleted and not proven gone yet");
      } else if (blocked.contains(one.id())) {
        remains.addLasting(id, "needed by something that is left alone");
      } else {
        remains.note(id, one.outcome());
      }
    }
  }
}

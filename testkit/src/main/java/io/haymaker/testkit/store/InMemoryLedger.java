package io.haymaker.testkit.store;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerNews;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger in a map. */
final class InMemoryLedger implements Ledger {
  private final InMemoryTransactions transactions;
  private final Map<Key, LedgerEntry> entries = new LinkedHashMap<>();

  private record Key(RunId run, ResourceId id) {}

  InMemoryLedger(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean created(RunId run, ResourceId id, Optional<ScenarioName> scenario, Instant at) {
    return note(run, id, new LedgerNews.Seen(scenario, at));
  }

  @Override
  public void reportedDeleted(
      RunId run, ResourceId id, Optional<ScenarioName> scenario, Instant at) {
    note(run, id, new LedgerNews.ReportedDeleted(scenario, at));
  }

  @Override
  public void deletionFailed(RunId run, ResourceId id, int attempts, String error, Instant at) {
    note(run, id, new LedgerNews.DeletionFailed(attempts, error, at));
  }

  @Override
  public void forceDeleted(RunId run, ResourceId id, int attempts, Instant at) {
    note(run, id, new LedgerNews.ForceDeleted(attempts, at));
  }

  @Override
  public void gone(RunId run, ResourceId id, Instant at) {
    note(run, id, new LedgerNews.ProvenGone(at));
  }

  @Override
  public List<LedgerEntry> ofRun(RunId run) {
    return transactions.call(
        () ->
            entries.values().stream()
                .filter(entry -> entry.run().equals(run))
                .sorted(Comparator.comparing(LedgerEntry::createdAt).thenComparing(LedgerEntry::id))
                .toList());
  }

  private boolean note(RunId run, ResourceId id, LedgerNews news) {
    return transactions.call(
        () -> {
          var key = new Key(run, id);
          LedgerEntry known = entries.get(key);
          LedgerEntry next = known == null ? news.firstEntry(run, id) : news.appliedTo(known);
          transactions.put(entries, key, next);
          return known == null;
        });
  }
}

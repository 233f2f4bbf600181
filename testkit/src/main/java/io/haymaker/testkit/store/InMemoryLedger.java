package io.haymaker.testkit.store;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerNews;
import io.haymaker.core.resource.ResourceId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The ledger in a map. */
final class InMemoryLedger implements Ledger {
  private final InMemoryTransactions transactions;
  private final Map<Key, LedgerEntry> entries = new LinkedHashMap<>();

  private record Key(RunId run, ResourceId id) {}

  InMemoryLedger(InMemoryTransactions transactions) {
    this.transactions = transactions;
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

  @Override
  public Set<RunId> unproven() {
    return transactions.call(
        () ->
            entries.values().stream()
                .filter(entry -> !entry.isGone())
                .map(LedgerEntry::run)
                .collect(Collectors.toSet()));
  }

  @Override
  public boolean note(RunId run, ResourceId id, LedgerNews news) {
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

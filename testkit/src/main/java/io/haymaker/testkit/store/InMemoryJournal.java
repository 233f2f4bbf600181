package io.haymaker.testkit.store;

import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.ownership.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The journal in a map from number to entry. */
final class InMemoryJournal implements Journal {
  private final InMemoryTransactions transactions;
  private final TreeMap<Long, JournalEntry> entries = new TreeMap<>();
  private final Map<UUID, Long> numbers = new HashMap<>();

  InMemoryJournal(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean append(JournalEntry entry) {
    return transactions.call(
        () -> {
          if (numbers.containsKey(entry.id())) {
            return false;
          }
          long number = entries.isEmpty() ? 1 : entries.lastKey() + 1;
          transactions.put(entries, number, entry);
          transactions.put(numbers, entry.id(), number);
          return true;
        });
  }

  @Override
  public List<Numbered> ofRun(RunId run, long after, int limit) {
    return of(Optional.of(run), after, limit);
  }

  @Override
  public List<Numbered> ofNoRun(long after, int limit) {
    return of(Optional.empty(), after, limit);
  }

  private List<Numbered> of(Optional<RunId> run, long after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, is " + limit);
    }
    return transactions.call(
        () ->
            entries.tailMap(after, false).entrySet().stream()
                .filter(line -> line.getValue().run().equals(run))
                .limit(limit)
                .map(line -> new Numbered(line.getKey(), line.getValue()))
                .toList());
  }

  @Override
  public List<JournalEntry> ofType(RunId run, String type) {
    return transactions.call(
        () ->
            entries.values().stream()
                .filter(entry -> entry.run().equals(Optional.of(run)) && entry.type().equals(type))
                .toList());
  }
}

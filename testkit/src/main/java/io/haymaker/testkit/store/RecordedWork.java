package io.haymaker.testkit.store;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.WorkQueue;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A work queue that only records: the test decides when a look that is due happens. */
public final class RecordedWork implements WorkQueue {
  private static final Comparator<Map.Entry<RunId, Instant>> SOONEST_FIRST =
      Map.Entry.<RunId, Instant>comparingByValue().thenComparing(look -> look.getKey().toString());

  private final InMemoryTransactions transactions;
  private final Map<RunId, Instant> looks = new HashMap<>();

  RecordedWork(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void wake(RunId run, Instant at) {
    transactions.run(
        () -> {
          Instant known = looks.get(run);
          if (known == null || at.isBefore(known)) {
            transactions.put(looks, run, at);
          }
        });
  }

  /** When the next look at the run is due; empty when none was asked for. */
  public Optional<Instant> nextLook(RunId run) {
    return transactions.call(() -> Optional.ofNullable(looks.get(run)));
  }

  /** When the first look at any run is due: how far a test may move its clock. */
  public Optional<Instant> nextLook() {
    return transactions.call(() -> looks.values().stream().min(Comparator.naturalOrder()));
  }

  /** The runs whose look is due at that time, the longest due first. They stay in the queue. */
  public List<RunId> due(Instant now) {
    return transactions.call(
        () ->
            looks.entrySet().stream()
                .filter(look -> !look.getValue().isAfter(now))
                .sorted(SOONEST_FIRST)
                .map(Map.Entry::getKey)
                .toList());
  }

  /**
   * Takes the run that has been due longest out of the queue, as a worker does before it looks: a
   * wake during the look enters it again.
   */
  public Optional<RunId> take(Instant now) {
    return transactions.call(
        () -> {
          Optional<RunId> first = due(now).stream().findFirst();
          first.ifPresent(run -> transactions.remove(looks, run));
          return first;
        });
  }
}

package io.haymaker.testkit.store;

import io.haymaker.core.schedule.ScheduleName;
import io.haymaker.core.schedule.ScheduleRecord;
import io.haymaker.core.schedule.ScheduleStore;
import io.haymaker.core.schedule.Trigger;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Schedules and their triggers in maps. */
final class InMemoryScheduleStore implements ScheduleStore {
  private static final Comparator<Trigger> DECIDED_FIRST =
      Comparator.comparing(Trigger::decidedAt)
          .thenComparing(Trigger::dueAt)
          .thenComparing(Trigger::schedule);

  private final InMemoryTransactions transactions;
  private final Map<ScheduleName, ScheduleRecord> records = new HashMap<>();
  private final Map<Key, Trigger> triggers = new HashMap<>();

  private record Key(ScheduleName schedule, Instant dueAt) {}

  InMemoryScheduleStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  /** There is one transaction at a time anyway. */
  @Override
  public void lock() {
    transactions.requireOpen();
  }

  @Override
  public Map<ScheduleName, ScheduleRecord> records() {
    return transactions.call(() -> Map.copyOf(records));
  }

  @Override
  public void put(ScheduleRecord record) {
    transactions.run(() -> transactions.put(records, record.name(), record));
  }

  @Override
  public boolean isDecided(ScheduleName schedule, Instant dueAt) {
    return transactions.call(() -> triggers.containsKey(new Key(schedule, dueAt)));
  }

  @Override
  public void enter(Trigger trigger) {
    transactions.run(
        () -> {
          if (!records.containsKey(trigger.schedule())) {
            throw new IllegalStateException("no record of schedule " + trigger.schedule());
          }
          var key = new Key(trigger.schedule(), trigger.dueAt());
          if (triggers.containsKey(key)) {
            throw new IllegalStateException("decided before: " + key);
          }
          transactions.put(triggers, key, trigger);
        });
  }

  @Override
  public List<Trigger> decidedAfter(Instant time) {
    return transactions.call(
        () ->
            triggers.values().stream()
                .filter(trigger -> trigger.decidedAt().isAfter(time))
                .sorted(DECIDED_FIRST)
                .toList());
  }
}

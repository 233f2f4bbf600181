package io.haymaker.testkit.store;

import io.haymaker.core.alert.Alert;
import io.haymaker.core.alert.AlertOutbox;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The outbox in memory; nothing is sent before a test asks a courier to. */
public final class InMemoryAlerts implements AlertOutbox {
  private final InMemoryTransactions transactions;

  private record Entry(Waiting waiting, boolean taken) {}

  private final Map<UUID, Entry> alerts = new LinkedHashMap<>();

  InMemoryAlerts(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void enter(Alert alert) {
    transactions.run(
        () -> {
          if (!alerts.containsKey(alert.id())) {
            transactions.put(
                alerts, alert.id(), new Entry(new Waiting(alert, 0, alert.at()), false));
          }
        });
  }

  @Override
  public List<Waiting> waiting() {
    return transactions.call(
        () ->
            alerts.values().stream()
                .filter(entry -> !entry.taken())
                .map(Entry::waiting)
                .sorted(Comparator.comparing(waiting -> waiting.alert().at()))
                .toList());
  }

  @Override
  public void taken(UUID id, Instant at) {
    change(id, old -> new Entry(old.waiting(), true));
  }

  @Override
  public void failed(UUID id, String why, Instant next) {
    change(
        id,
        old ->
            new Entry(
                new Waiting(old.waiting().alert(), old.waiting().attempts() + 1, next),
                old.taken()));
  }

  /** Every alert that was ever raised. */
  public List<Alert> all() {
    return transactions.call(
        () -> alerts.values().stream().map(entry -> entry.waiting().alert()).toList());
  }

  private void change(UUID id, UnaryOperator<Entry> how) {
    transactions.run(() -> transactions.put(alerts, id, how.apply(alerts.get(id))));
  }
}

package io.haymaker.postgres.alert;

import io.haymaker.core.alert.Alert;
import io.haymaker.core.alert.AlertCourier;
import io.haymaker.core.alert.AlertOutbox;
import io.haymaker.core.chore.ChoreQueue;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Json;
import io.haymaker.postgres.store.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The outbox in the table {@code alerts}; entering one also wakes who sends them. */
public final class PostgresAlerts implements AlertOutbox {
  private final JdbiTransactions transactions;
  private final ChoreQueue chores;

  public PostgresAlerts(JdbiTransactions transactions, ChoreQueue chores) {
    this.transactions = transactions;
    this.chores = chores;
  }

  @Override
  public void enter(Alert alert) {
    transactions.useRun(
        alert.run(),
        handle -> {
          int entered =
              handle
                  .createUpdate(
                      """
                      INSERT INTO alerts (alert_id, run_id, raised_at, next_at, alert)
                      VALUES (:id, :run, :at, :at, CAST(:json AS jsonb))
                      ON CONFLICT (alert_id) DO NOTHING
                      """)
                  .bind("id", alert.id())
                  .bind("run", alert.run().value())
                  .bind("at", Columns.time(alert.at()))
                  .bind("json", Json.write(alert))
                  .execute();
          if (entered == 1) {
            chores.wake(AlertCourier.NAME, alert.at());
          }
        });
  }

  @Override
  public List<Waiting> waiting() {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM alerts WHERE taken_at IS NULL ORDER BY raised_at, alert_id")
                .map(
                    (result, _) -> {
                      var row = new Row(result);
                      return new Waiting(
                          Json.read(row.text("alert"), Alert.class),
                          row.integer("attempts"),
                          row.time("next_at"));
                    })
                .list());
  }

  @Override
  public void taken(UUID id, Instant at) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    "UPDATE alerts SET taken_at = :at WHERE alert_id = :id AND taken_at IS NULL")
                .bind("id", id)
                .bind("at", Columns.time(at))
                .execute());
  }

  @Override
  public void failed(UUID id, String why, Instant next) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    "UPDATE alerts SET attempts = attempts + 1, last_error = :why, next_at = :next"
                        + " WHERE alert_id = :id")
                .bind("id", id)
                .bind("why", Columns.text(why))
                .bind("next", Columns.time(next))
                .execute());
  }
}

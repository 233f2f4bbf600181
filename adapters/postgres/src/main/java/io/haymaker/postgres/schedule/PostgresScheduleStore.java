package io.haymaker.postgres.schedule;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.schedule.ScheduleName;
import io.haymaker.core.schedule.ScheduleRecord;
import io.haymaker.core.schedule.ScheduleStore;
import io.haymaker.core.schedule.Trigger;
import io.haymaker.core.schedule.Verdict;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Schedules in the tables {@code schedules} and {@code schedule_triggers}. */
public final class PostgresScheduleStore implements ScheduleStore {
  private final JdbiTransactions transactions;

  public PostgresScheduleStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void lock() {
    transactions.requireOpen();
    transactions.with(
        handle ->
            // Nothing else is kept out by it than itself; readers do not wait.
            handle.execute("LOCK TABLE schedules IN SHARE UPDATE EXCLUSIVE MODE"));
  }

  @Override
  public Map<ScheduleName, ScheduleRecord> records() {
    return transactions
        .with(
            handle ->
                handle.createQuery("SELECT * FROM schedules").map((row, _) -> record(row)).list())
        .stream()
        .collect(Collectors.toMap(ScheduleRecord::name, Function.identity()));
  }

  @Override
  public void put(ScheduleRecord record) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO schedules (schedule_name, timetable, paused, considered, last_run)
                    VALUES (:name, :timetable, :paused, :considered,
                      CAST(:last_run AS uuid))
                    ON CONFLICT (schedule_name) DO UPDATE SET timetable = excluded.timetable,
                      paused = excluded.paused, considered = excluded.considered,
                      last_run = excluded.last_run
                    """)
                .bind("name", record.name().value())
                .bind("timetable", record.timetable())
                .bind("paused", record.paused())
                .bind("considered", Columns.time(record.considered()))
                .bind("last_run", record.lastRun().map(RunId::value).orElse(null))
                .execute());
  }

  @Override
  public boolean isDecided(ScheduleName schedule, Instant dueAt) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT EXISTS (SELECT FROM schedule_triggers
                      WHERE schedule_name = :name AND due_at = :due_at)
                    """)
                .bind("name", schedule.value())
                .bind("due_at", Columns.time(dueAt))
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public void enter(Trigger trigger) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO schedule_triggers
                      (schedule_name, due_at, decided_at, verdict, run_id)
                    VALUES (:name, :due_at, :decided_at, :verdict, CAST(:run_id AS uuid))
                    """)
                .bind("name", trigger.schedule().value())
                .bind("due_at", Columns.time(trigger.dueAt()))
                .bind("decided_at", Columns.time(trigger.decidedAt()))
                .bind("verdict", Row.name(trigger.verdict()))
                .bind("run_id", trigger.run().map(RunId::value).orElse(null))
                .execute());
  }

  @Override
  public List<Trigger> decidedAfter(Instant time) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM schedule_triggers WHERE decided_at > :time
                    ORDER BY decided_at, due_at, schedule_name
                    """)
                .bind("time", Columns.time(time))
                .map((row, _) -> trigger(row))
                .list());
  }

  private static ScheduleRecord record(ResultSet result) throws SQLException {
    var row = new Row(result);
    return new ScheduleRecord(
        new ScheduleName(row.text("schedule_name")),
        row.text("timetable"),
        row.flag("paused"),
        row.time("considered"),
        row.optionalUuid("last_run").map(RunId::new));
  }

  private static Trigger trigger(ResultSet result) throws SQLException {
    var row = new Row(result);
    return new Trigger(
        new ScheduleName(row.text("schedule_name")),
        row.time("due_at"),
        row.time("decided_at"),
        row.constant("verdict", Verdict.class),
        row.optionalUuid("run_id").map(RunId::new));
  }
}

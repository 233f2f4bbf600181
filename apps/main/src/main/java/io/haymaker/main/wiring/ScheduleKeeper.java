package io.haymaker.main.wiring;

import io.haymaker.core.schedule.Schedule;
import io.haymaker.core.schedule.ScheduleReconciler;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.work.Attendance;
import io.haymaker.postgres.work.ChoreWorkers;
import io.haymaker.postgres.work.WorkSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * Keeps to the schedules until it is closed: enters runs when they are due. A {@link ControlPlane}
 * on the same database carries them out.
 */
public final class ScheduleKeeper implements AutoCloseable {
  private static final String ATTENDED = "schedules";

  private final Attendance attendance;
  private final ChoreWorkers chores;

  private ScheduleKeeper(Attendance attendance, ChoreWorkers chores) {
    this.attendance = attendance;
    this.chores = chores;
  }

  /**
   * Starts it; what is due now is entered soon.
   *
   * @param store stays the caller's to close, after this
   */
  public static ScheduleKeeper start(PostgresStore store, List<Schedule> schedules, Clock clock) {
    var reconciler =
        new ScheduleReconciler(
            schedules, Books.ofSchedules(store, clock), new SecureRandom(), clock);
    Attendance attendance = store.attend(ATTENDED);
    return new ScheduleKeeper(
        attendance, store.startChores(List.of(reconciler), WorkSettings.DEFAULT));
  }

  /** Whether a process keeps to the schedules of this database, and so carries out its runs. */
  public static boolean isAtWork(PostgresStore store) {
    return store.isAttended(ATTENDED);
  }

  /** Enters no further run; those that were entered go on. */
  @Override
  public void close() {
    chores.close();
    attendance.close();
  }
}

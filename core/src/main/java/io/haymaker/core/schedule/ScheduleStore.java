package io.haymaker.core.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is recorded about schedules. Joins the caller's transaction. */
public interface ScheduleStore {

  /**
   * Waits until nobody else decides about schedules, and keeps everybody else waiting until the
   * present transaction ends. What is read after it stays true until then.
   *
   * @throws IllegalStateException outside a transaction, where it would end at once
   */
  void lock();

  /** All records, also those of schedules that are no longer there. */
  Map<ScheduleName, ScheduleRecord> records();

  /** Writes a record over the one of its name; only after {@link #lock}. */
  void put(ScheduleRecord record);

  /** Whether it was decided what becomes of that due time; reliable only after {@link #lock}. */
  boolean isDecided(ScheduleName schedule, Instant dueAt);

  /**
   * Enters what became of a due time of a schedule that has a record. Entering one twice fails,
   * whoever entered it first, and with it the caller's transaction.
   */
  void enter(Trigger trigger);

  /** What was decided after that time, of all schedules, in the order of the decisions. */
  List<Trigger> decidedAfter(Instant time);
}

package io.haymaker.core.event;

import io.haymaker.core.ownership.RunId;
import java.util.List;

/**
 * Every event, for ever, in the order in which it became durable. Joins the caller's transaction.
 */
public interface Journal {

  /** An entry and its place in the order. */
  record Numbered(long number, JournalEntry entry) {}

  /**
   * Enters it at the end.
   *
   * @return false when an entry of this id was there already; nothing changes then
   */
  boolean append(JournalEntry entry);

  /**
   * The entries of a run after a number, in order.
   *
   * @param after 0 for the beginning
   * @param limit at most so many, 1 or more
   */
  List<Numbered> ofRun(RunId run, long after, int limit);

  /**
   * The entries that are about no run, after a number, in order. Who reads on from a number may
   * miss one that was entered at the same time.
   *
   * @param after 0 for the beginning
   * @param limit at most so many, 1 or more
   */
  List<Numbered> ofNoRun(long after, int limit);

  /**
   * The entries of a run that are of one type, in order.
   *
   * @param type e.g. {@code cleanup_complete}
   */
  List<JournalEntry> ofType(RunId run, String type);
}

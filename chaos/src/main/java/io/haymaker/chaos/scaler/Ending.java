package io.haymaker.chaos.scaler;

import io.haymaker.chaos.scaler.Evidence.Entry;
import io.haymaker.chaos.scaler.Evidence.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** Whether nobody has anything more to do: every message is done, or spent and told of. */
final class Ending {
  /** The scaler's {@code SCALER_MAX_ATTEMPTS}. */
  static final int MOST_ATTEMPTS = 3;

  private Ending() {}

  /**
   * @param settled the keys of what was taken from the queue
   */
  static boolean isReached(
      List<Letter> letters, Set<String> settled, List<Row> rows, List<Entry> journal) {
    var spent = new HashMap<String, Integer>();
    for (Row row : rows) {
      if (row.how().isEmpty()) {
        return false;
      }
      spent.merge(row.key(), 1, Integer::sum);
    }
    return letters.stream()
        .filter(letter -> !settled.contains(letter.key()))
        .allMatch(
            letter ->
                letter.fate() == Letter.Fate.BAD
                    ? isTold("message_refused", letter, journal)
                    : spent.getOrDefault(letter.key(), 0) >= MOST_ATTEMPTS
                        && isTold("message_poison", letter, journal));
  }

  private static boolean isTold(String type, Letter letter, List<Entry> journal) {
    return journal.stream().anyMatch(entry -> entry.tells(type, letter));
  }
}

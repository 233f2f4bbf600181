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
    List<Letter> others =
        letters.stream().filter(letter -> !settled.contains(letter.key())).toList();
    long told = journal.stream().filter(entry -> entry.type().startsWith("message_")).count();
    return told >= others.size()
        && others.stream()
            .allMatch(
                letter ->
                    letter.fate() == Letter.Fate.BAD
                        || spent.getOrDefault(letter.key(), 0) >= MOST_ATTEMPTS);
  }
}

package io.haymaker.chaos.scaler;

import java.util.List;
import java.util.Optional;

/**
 * All that is known of a soak when it is over, from those who do not know of each other.
 *
 * @param letters what was sent
 * @param marks the containers' own record, in order
 * @param asked what the cloud was asked for of container groups, in order
 * @param rows what the product has on record
 * @param journal what its journal says
 * @param doubles messages that were seen with two groups at once
 * @param left groups that are still there
 */
record Evidence(
    List<Letter> letters,
    List<Mark> marks,
    List<Asked> asked,
    List<Row> rows,
    List<Entry> journal,
    List<String> doubles,
    List<String> left) {

  Evidence {
    letters = List.copyOf(letters);
    marks = List.copyOf(marks);
    asked = List.copyOf(asked);
    rows = List.copyOf(rows);
    journal = List.copyOf(journal);
    doubles = List.copyOf(doubles);
    left = List.copyOf(left);
  }

  /**
   * A line that a container wrote.
   *
   * @param what {@code begin}, {@code twice}, {@code done} or {@code end}
   * @param key the message's
   */
  record Mark(String what, String key) {}

  /**
   * A request that the cloud has answered.
   *
   * @param status 0 when the answer was lost
   */
  record Asked(String method, String group, int status) {
    static final int LOST = 0;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    boolean isMade() {
      return method.equals("PUT") && status / 100 == 2;
    }

    boolean isRefused() {
      return method.equals("PUT") && (status == BAD_REQUEST || status == FORBIDDEN);
    }

    /** Whether the group has gone; the answer may have been lost. */
    boolean isDeleted() {
      return method.equals("DELETE") && (status / 100 == 2 || status == LOST);
    }
  }

  /**
   * A claim.
   *
   * @param how how it ended; empty while it lives
   * @param log the container's last lines, or what is said in their place
   */
  record Row(String container, String key, int attempt, Optional<String> how, String log) {}

  /**
   * An entry of the journal.
   *
   * @param container empty where it is of none
   */
  record Entry(String type, String message, String container) {

    boolean tells(String wanted, Letter letter) {
      return type.equals(wanted) && message.startsWith("message %s at ".formatted(letter.id()));
    }
  }
}

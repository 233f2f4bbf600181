package io.haymaker.postgres.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** Tells a server that is gone, going or not yet back from one that refuses a statement. */
final class LostConnection {
  /**
   * Class 08: connection exceptions; 57P: the server is ended or starts (PostgreSQL, appendix A).
   */
  private static final String CONNECTION = "08";

  private static final String SHUTDOWN = "57P";

  /** This session stood still in the middle of a transaction, and the server ended it. */
  private static final String IDLE_IN_TRANSACTION = "25P03";

  private LostConnection() {}

  /** One line about it; empty when the failure is of another kind. */
  static Optional<String> said(Throwable failure) {
    for (Throwable next = failure; next != null; next = next.getCause()) {
      if (next instanceof SQLException sql && isLost(sql)) {
        return Optional.of("the database does not answer: " + firstLine(sql));
      }
    }
    return Optional.empty();
  }

  private static boolean isLost(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || (state != null
            && (state.startsWith(CONNECTION)
                || state.startsWith(SHUTDOWN)
                || state.equals(IDLE_IN_TRANSACTION)));
  }

  private static String firstLine(SQLException failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }
}

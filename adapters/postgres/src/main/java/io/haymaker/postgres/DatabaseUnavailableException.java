package io.haymaker.postgres;

import io.haymaker.core.store.StoreUnavailableException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database cannot be used. The message is one line for people, without a secret. */
public final class DatabaseUnavailableException extends StoreUnavailableException {
  private static final long serialVersionUID = 1;

  public DatabaseUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static DatabaseUnavailableException at(DatabaseAddress address, Throwable cause) {
    return new DatabaseUnavailableException(
        "database %s cannot be used: %s".formatted(address.url(), firstLine(cause)), cause);
  }

  /** What the server or the driver said, when one of them did. */
  private static String firstLine(Throwable cause) {
    Throwable told = cause;
    for (Throwable next = cause; next != null; next = next.getCause()) {
      told = next;
      if (next instanceof SQLException) {
        break;
      }
    }
    String message = told.getMessage();
    return message == null
        ? told.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse(told.getClass().getSimpleName());
  }
}

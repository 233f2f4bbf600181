package io.haymaker.core.store;

import org.jspecify.annotations.Nullable;

/** The stores do not answer now; nothing is known to have been kept. They may come back. */
public class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line for people, without a secret
   */
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

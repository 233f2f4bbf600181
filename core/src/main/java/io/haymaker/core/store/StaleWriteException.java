package io.haymaker.core.store;

/** A record was written from an older version than the stored one: read again, decide again. */
public final class StaleWriteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String key;

  public StaleWriteException(String key) {
    super("stale write of " + key);
    this.key = key;
  }

  /** What was to be written, e.g. {@code run 0b5c...}. */
  public String key() {
    return key;
  }
}

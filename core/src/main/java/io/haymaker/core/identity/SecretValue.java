package io.haymaker.core.identity;

/**
 * A secret. It shows itself only when asked by name, and only who must send it asks.
 *
 * <p>Never stored, logged, compared in a message or passed on a command line.
 */
public final class SecretValue {
  private final String value;

  public SecretValue(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
    this.value = value;
  }

  /** The secret itself, for the one call that sends it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}

package io.haymaker.emulator.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** A secret text that shows itself only to who asks for it by name. */
public final class Secret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LENGTH = 40;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** A secret with this text. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /**
   * A new random secret of 40 letters and digits: one that began with a hyphen would be taken for
   * an option by the command lines that it is handed to.
   */
  public static Secret random() {
    StringBuilder text = new StringBuilder(LENGTH);
    RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(index -> text.append(ALPHABET.charAt(index)));
    return new Secret(text.toString());
  }

  /** The text itself. */
  public String reveal() {
    return value;
  }

  /** Whether both are the same, in a time that does not depend on where they differ. */
  public boolean matches(Secret other) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), other.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}

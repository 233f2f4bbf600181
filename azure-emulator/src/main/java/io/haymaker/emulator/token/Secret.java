package io.haymaker.emulator.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret text that shows itself only to who asks for it by name. */
public final class Secret {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** A secret with this text. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** A new random secret of 40 characters. */
  public static Secret random() {
    byte[] bytes = new byte[30];
    RANDOM.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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

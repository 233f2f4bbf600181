package io.haymaker.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A key as its holder knows it: {@code hm_{environment}_{32 random characters}}. Shown once, when
 * it is made; its text is in no record and no log.
 */
public final class KeyText {
  /** What a key looks like; also what one is told that does not. */
  public static final String FORM = "hm_{environment}_{32 letters and digits}";

  private static final Pattern SHAPE = Pattern.compile("hm_[a-z0-9]{1,20}_[A-Za-z0-9]{32}");
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 32;

  private final String text;

  private KeyText(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException when it has not the form of a key; the text is not repeated
   */
  public static KeyText of(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException("not a key: it must look like " + FORM);
    }
    return new KeyText(text);
  }

  /**
   * @param environment where it is for, e.g. {@code prod}: up to 20 lower-case letters and digits
   */
  static KeyText random(String environment, RandomGenerator random) {
    var text = new StringBuilder("hm_").append(environment).append('_');
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return of(text.toString());
  }

  /** The text itself, for the one time that it is shown. */
  public String reveal() {
    return text;
  }

  /**
   * What is kept of it: SHA-256, in hexadecimal. With 190 random bits in the text a slow hash would
   * add nothing.
   */
  String hash() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "[key]";
  }
}

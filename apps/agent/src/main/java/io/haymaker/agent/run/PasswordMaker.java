package io.haymaker.agent.run;

import java.security.SecureRandom;

/** Makes passwords that Azure's services take: three kinds of characters, no quotes or blanks. */
final class PasswordMaker {

  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int RANDOM_CHARACTERS = 24;

  private PasswordMaker() {}

  static String make() {
    SecureRandom random = new SecureRandom();
    // The first four make sure of the kinds; the rest is what protects.
    StringBuilder password = new StringBuilder("Hm7-");
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}

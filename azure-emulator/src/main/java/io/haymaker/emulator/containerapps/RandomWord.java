package io.haymaker.emulator.containerapps;

import java.security.SecureRandom;

/** Parts of names that the platform makes up. */
final class RandomWord {

  private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  private RandomWord() {}

  static String of(SecureRandom random, int length) {
    StringBuilder word = new StringBuilder(length);
    random
        .ints(length, 0, CHARACTERS.length())
        .forEach(index -> word.append(CHARACTERS.charAt(index)));
    return word.toString();
  }
}

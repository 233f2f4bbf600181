package io.haymaker.core.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is recorded of a key.
 *
 * @param name who has it, for people; 1 to 100 characters
 * @param hash of its text, in hexadecimal
 * @param expiresAt from then on it opens nothing
 */
public record ApiKey(
    UUID id, String name, String hash, Role role, Instant createdAt, Optional<Instant> expiresAt) {
  private static final int LONGEST_NAME = 100;

  public ApiKey {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("name must have 1 to 100 characters");
    }
  }

  public boolean isValidAt(Instant time) {
    return expiresAt.map(time::isBefore).orElse(true);
  }
}

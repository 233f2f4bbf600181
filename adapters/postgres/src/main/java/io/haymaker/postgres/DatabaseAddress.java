package io.haymaker.postgres;

import io.haymaker.core.identity.SecretValue;
import java.util.Optional;

/**
 * Where a database is and who we are there.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, without user or password
 * @param password empty for the embedded server, which trusts whoever is on this machine
 */
public record DatabaseAddress(String url, String user, Optional<SecretValue> password) {
  public DatabaseAddress {
    if (!url.startsWith("jdbc:postgresql:")) {
      // The URL itself is not repeated: somebody may have put a password into it.
      throw new IllegalArgumentException("the database URL must begin with jdbc:postgresql:");
    }
    if (url.contains("password=")) {
      throw new IllegalArgumentException("the database URL must not hold a password");
    }
  }
}

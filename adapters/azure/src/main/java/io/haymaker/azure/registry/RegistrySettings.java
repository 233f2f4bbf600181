package io.haymaker.azure.registry;

import io.haymaker.core.identity.SecretValue;
import java.util.Optional;

/**
 * As whom we ask registries.
 *
 * @param host the one registry that we log in to: with the password where there is one, else with
 *     our own login, as Azure Container Registry takes it. Every other registry is asked as nobody:
 *     no token or password of ours goes there
 * @param password for a registry that does not know our login
 */
public record RegistrySettings(Optional<String> host, Optional<Password> password) {

  /** A user of a registry, or of Azure Container Registry a client id and its secret. */
  public record Password(String user, SecretValue secret) {
    public Password {
      if (user.isBlank() || user.indexOf(':') >= 0) {
        throw new IllegalArgumentException("user must not be empty and hold no colon");
      }
    }
  }

  public RegistrySettings {
    if (password.isPresent() && host.isEmpty()) {
      throw new IllegalArgumentException("a password needs the registry that it is for");
    }
  }

  /** Every registry is asked as nobody. */
  public static final RegistrySettings ANONYMOUS =
      new RegistrySettings(Optional.empty(), Optional.empty());

  boolean knows(String registry) {
    return host.filter(registry::equalsIgnoreCase).isPresent();
  }
}

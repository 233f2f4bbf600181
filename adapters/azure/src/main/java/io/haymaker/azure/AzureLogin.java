package io.haymaker.azure;

import com.azure.core.credential.TokenCredential;
import io.haymaker.core.identity.SecretValue;
import java.util.Optional;

/** How we log in. */
public sealed interface AzureLogin {

  /** As an application with a secret. */
  record ClientSecret(String clientId, SecretValue secret) implements AzureLogin {}

  /**
   * As the managed identity of the machine that we run on.
   *
   * @param clientId of a user-assigned identity; the machine's own unless it is given
   */
  record ManagedIdentity(Optional<String> clientId) implements AzureLogin {}

  /**
   * As whoever this machine is known as: its managed identity where it has one, else the user who
   * is logged in to the Azure CLI.
   */
  record Surroundings() implements AzureLogin {}

  /** With a credential that somebody else made, such as a managed identity's. */
  record Given(TokenCredential credential) implements AzureLogin {}

  /** Who we are, in words that are the same in every replica that logs in so. */
  default String principal() {
    return switch (this) {
      case ClientSecret secret -> secret.clientId();
      case ManagedIdentity machine -> machine.clientId().orElse("machine");
      case Surroundings _ -> "surroundings";
      case Given _ -> "given";
    };
  }
}

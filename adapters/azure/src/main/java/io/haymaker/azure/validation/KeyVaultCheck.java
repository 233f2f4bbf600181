package io.haymaker.azure.validation;

import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.identity.SecretStore.StoredSecret;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.Optional;

/** The vault is reached, and our secrets and deleted secrets can be listed. */
public final class KeyVaultCheck implements Check {
  private final SecretStore secrets;
  private final InstallationId installation;

  public KeyVaultCheck(SecretStore secrets, InstallationId installation) {
    this.secrets = secrets;
    this.installation = installation;
  }

  @Override
  public String name() {
    return "key-vault";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    return switch (secrets.list(installation, Optional.empty())) {
      case Listing.Complete<StoredSecret> _ ->
          Finding.passed("reached; secrets and deleted secrets can be listed");
      case Listing.CouldNotLook<StoredSecret> failed ->
          Finding.failed(
              failed.problem().toString(),
              "check KEY_VAULT_URL and the login's role Key Vault Secrets Officer on it");
    };
  }
}

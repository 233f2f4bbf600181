package io.haymaker.azure.secret;

import com.azure.core.util.Context;
import com.azure.security.keyvault.secrets.SecretClient;
import io.haymaker.azure.wire.Answers;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import org.jspecify.annotations.Nullable;

/** Reads secrets that people have put into the vault for the control plane itself. */
public final class VaultReader {

  private static final @Nullable String NEWEST = null;

  private final SecretClient vault;

  public VaultReader(SecretClient vault) {
    this.vault = vault;
  }

  /** The newest version of a secret; one call, nothing is kept. An empty one counts as absent. */
  public Look<SecretValue> read(String name) {
    try {
      String value = vault.getSecretWithResponse(name, NEWEST, Context.NONE).getValue().getValue();
      return value == null || value.isEmpty() ? Look.absent() : Look.found(new SecretValue(value));
    } catch (RuntimeException thrown) {
      return Answers.look(Answers.reply(thrown));
    }
  }
}

package io.haymaker.core.identity;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.Optional;

/** The vault (Azure Key Vault). */
public interface SecretStore {

  /**
   * A secret of ours, live or soft-deleted.
   *
   * @param run the run that its tags name
   */
  record StoredSecret(String name, boolean deleted, Optional<RunId> run) {}

  /**
   * Stores the value under the name as a new version that carries the owner. A soft-deleted secret
   * of that name that is ours is purged first.
   *
   * @return the versioned URL
   */
  Outcome<String> put(String name, SecretValue value, Owner owner, Instant expiresAt);

  /** Deletes and purges the secret; done when neither it nor a soft-deleted copy is there. */
  Outcome<Removal> remove(String name);

  /**
   * Secrets that carry the installation, soft-deleted ones included.
   *
   * @param run only this run's, where given
   */
  Listing<StoredSecret> list(InstallationId installation, Optional<RunId> run);
}

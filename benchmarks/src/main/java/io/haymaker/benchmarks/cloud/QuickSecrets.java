package io.haymaker.benchmarks.cloud;

import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.Optional;

/** A vault that keeps names only. */
final class QuickSecrets implements SecretStore {
  final Shelf<StoredSecret> shelf = new Shelf<>();

  @Override
  public Outcome<String> put(String name, SecretValue value, Owner owner, Instant expiresAt) {
    shelf.put(
        name, owner.run().toString(), new StoredSecret(name, false, Optional.of(owner.run())));
    return Outcome.done("https://vault.quick/secrets/" + name + "/1");
  }

  @Override
  public Outcome<Removal> remove(String name) {
    return Outcome.done(shelf.remove(name) ? Removal.REMOVED : Removal.ALREADY_ABSENT);
  }

  @Override
  public Listing<StoredSecret> list(InstallationId installation, Optional<RunId> run) {
    return Listing.complete(run.map(id -> shelf.ofRun(id.toString())).orElseGet(shelf::all));
  }
}

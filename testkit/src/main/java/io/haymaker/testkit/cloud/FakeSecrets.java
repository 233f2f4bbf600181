package io.haymaker.testkit.cloud;

import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The world's vault. */
final class FakeSecrets implements SecretStore {

  static final String VAULT = "https://vault.fake";

  /** A secret with what the port does not show. */
  record Entry(StoredSecret secret, Map<String, String> tags, Optional<SecretValue> value) {}

  private final World world;
  private final Map<String, Entry> entries = new TreeMap<>();

  FakeSecrets(World world) {
    this.world = world;
  }

  List<Entry> entries() {
    synchronized (world) {
      return List.copyOf(entries.values());
    }
  }

  void plant(StoredSecret secret, Map<String, String> tags) {
    synchronized (world) {
      entries.put(secret.name(), new Entry(secret, tags, Optional.empty()));
    }
  }

  @Override
  public Outcome<String> put(String name, SecretValue value, Owner owner, Instant expiresAt) {
    synchronized (world) {
      return world.faults.effect(
          CloudOperation.PUT_SECRET,
          name,
          () -> {
            Entry there = entries.get(name);
            if (there != null && !OwnerTags.carry(there.tags(), owner.installation())) {
              return Outcome.refused("NotOurs", "secret %s is not ours".formatted(name));
            }
            var secret = new StoredSecret(name, false);
            entries.put(name, new Entry(secret, owner.tags(), Optional.of(value)));
            world.note(CloudOperation.PUT_SECRET, name);
            String version = UUID.randomUUID().toString().replace("-", "");
            return Outcome.done("%s/secrets/%s/%s".formatted(VAULT, name, version));
          });
    }
  }

  @Override
  public Outcome<Removal> remove(String name) {
    synchronized (world) {
      return world.faults.effect(
          CloudOperation.REMOVE_SECRET,
          name,
          () -> {
            if (entries.remove(name) == null) {
              return Outcome.done(Removal.ALREADY_ABSENT);
            }
            world.note(CloudOperation.REMOVE_SECRET, name);
            return Outcome.done(Removal.REMOVED);
          });
    }
  }

  @Override
  public Listing<StoredSecret> list(InstallationId installation, Optional<RunId> run) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.LIST_SECRETS,
          run.map(RunId::toString).orElse(""),
          () ->
              Listing.complete(
                  entries.values().stream()
                      .filter(e -> FakeDirectory.belongs(e.tags(), installation, run))
                      .map(Entry::secret)
                      .toList()));
    }
  }
}

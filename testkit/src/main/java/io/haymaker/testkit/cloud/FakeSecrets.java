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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The world's vault. */
final class FakeSecrets implements SecretStore {

  static final String VAULT = "https://vault.fake";

  /** A secret with what the port does not show. */
  record Entry(StoredSecret secret, Map<String, String> tags, Map<String, SecretValue> versions) {}

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

  /** The value of that version, if the secret is not deleted. */
  Optional<SecretValue> at(String url) {
    synchronized (world) {
      return entries.values().stream()
          .filter(entry -> !entry.secret().deleted())
          .flatMap(
              entry ->
                  entry.versions().entrySet().stream()
                      .filter(one -> url.equals(url(entry.secret().name(), one.getKey()))))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  private static String url(String name, String version) {
    return "%s/secrets/%s/%s".formatted(VAULT, name, version);
  }

  void plant(StoredSecret secret, Map<String, String> tags) {
    synchronized (world) {
      entries.put(secret.name(), new Entry(secret, tags, Map.of()));
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
            String version = UUID.randomUUID().toString().replace("-", "");
            var versions =
                new HashMap<String, SecretValue>(there == null ? Map.of() : there.versions());
            versions.put(version, value);
            var secret = new StoredSecret(name, false, Optional.of(owner.run()));
            entries.put(name, new Entry(secret, owner.tags(), Map.copyOf(versions)));
            world.note(CloudOperation.PUT_SECRET, name);
            return Outcome.done(url(name, version));
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

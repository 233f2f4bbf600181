package io.haymaker.emulator.softdelete;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.keyvault.KeyVault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is kept of deleted resources now. */
final class Graveyard {
  /** By the key of an id: when the resource was made of which nothing is kept any more. */
  private static final String PURGED = "purged";

  private final Cloud cloud;
  private final ResourceBook resources;

  Graveyard(Cloud cloud, ResourceBook resources) {
    this.cloud = cloud;
    this.resources = resources;
  }

  /** Those of a kind, ordered by id. */
  List<ArmResource> of(KeptKind kind) {
    return resources.deleted(kind.type()).stream()
        .filter(deleted -> isKept(kind, deleted))
        .toList();
  }

  Optional<ArmResource> find(KeptKind kind, ResourceId id) {
    return of(kind).stream().filter(kept -> kept.id().key().equals(id.key())).findFirst();
  }

  /** Whether something of a deleted resource is still known. */
  boolean isKept(KeptKind kind, ArmResource deleted) {
    Instant until = keptUntil(kind, deleted);
    return kind.keeps(deleted)
        && cloud.clock().instant().isBefore(until)
        && !isOurOwnVault(deleted.id())
        && cloud
            .store()
            .get(PURGED, deleted.id().key())
            .flatMap(purged -> Json.string(purged, "createdAt"))
            .filter(made -> made.equals(deleted.createdAt().toString()))
            .isEmpty();
  }

  Instant keptUntil(KeptKind kind, ArmResource deleted) {
    return deleted.goneAt().orElseThrow().plus(kind.retention(deleted));
  }

  /** Nothing is kept of this resource, whether it is deleted already or about to be. */
  void purge(ArmResource resource) {
    cloud
        .store()
        .put(
            PURGED,
            resource.id().key(),
            Json.object().put("createdAt", resource.createdAt().toString()));
  }

  /** The cloud's own vault is made at every start, whatever became of it before. */
  private boolean isOurOwnVault(ResourceId id) {
    return id.key()
        .equals(KeyVault.resourceId(cloud.subscriptionId()).toLowerCase(java.util.Locale.ROOT));
  }
}

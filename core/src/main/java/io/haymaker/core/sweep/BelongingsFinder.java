package io.haymaker.core.sweep;

import io.haymaker.core.cleanup.Graveyard;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.outcome.Remains;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerMark;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.SoftDeleted;
import io.haymaker.core.runtime.ContainerRuntime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Lists everything of an installation, of every kind, and tells which run each thing belongs to.
 * The world is listed before the book is read.
 */
public final class BelongingsFinder {
  private final Inventory inventory;
  private final Graveyard graveyard;
  private final ContainerRuntime runtime;
  private final Directory directory;
  private final RoleAssignments roles;
  private final SecretStore secrets;
  private final Supplier<Set<RunId>> unproven;

  /**
   * @param unproven the runs of which our own book does not say that all is gone
   */
  public BelongingsFinder(
      Inventory inventory,
      Graveyard graveyard,
      ContainerRuntime runtime,
      Directory directory,
      RoleAssignments roles,
      SecretStore secrets,
      Supplier<Set<RunId>> unproven) {
    this.inventory = inventory;
    this.graveyard = graveyard;
    this.runtime = runtime;
    this.directory = directory;
    this.roles = roles;
    this.secrets = secrets;
    this.unproven = unproven;
  }

  public Belongings of(InstallationId installation) {
    var found = new Found();
    for (Resource resource : found.remains.items("inventory", inventory.managed())) {
      if (OwnerTags.carry(resource.tags(), installation)) {
        found.add(OwnerTags.run(resource.tags()), resource.id().value());
      } else {
        found.addOther(
            OwnerTags.value(resource.tags(), OwnerTags.INSTALLATION).orElse("(none)"),
            resource.id().value());
      }
    }
    for (SoftDeleted kept : found.remains.items("soft-deleted resources", graveyard.toPurge())) {
      // Most of these are nobody's that we know of: only ours are of interest.
      if (OwnerTags.carry(kept.tags(), installation)) {
        found.add(OwnerTags.run(kept.tags()), "soft-deleted " + kept.id());
      }
    }
    found
        .remains
        .items("containers", runtime.list(installation, Optional.empty()))
        .forEach(
            view -> found.add(OwnerTags.run(view.labels()), "container " + view.handle().name()));
    found
        .remains
        .items("directory", directory.list(installation, Optional.empty()))
        .forEach(object -> found.add(object.run(), "directory object " + object.displayName()));
    found
        .remains
        .items("role assignments", roles.ofInstallation(installation))
        .forEach(
            role ->
                found.add(
                    OwnerTags.run(OwnerMark.read(role.description())),
                    "role assignment " + role.id()));
    found
        .remains
        .items("secrets", secrets.list(installation, Optional.empty()))
        .forEach(secret -> found.add(secret.run(), "secret " + secret.name()));
    unproven
        .get()
        .forEach(run -> found.add(Optional.of(run), "resources that are not proven gone"));
    return new Belongings(
        found.ofRuns, found.ofNoRun, found.ofOthers, found.remains.couldNotLook());
  }

  private static final class Found {
    private final Remains remains = new Remains();
    private final Map<RunId, List<String>> ofRuns = new HashMap<>();
    private final List<String> ofNoRun = new ArrayList<>();
    private final Map<String, List<String>> ofOthers = new TreeMap<>();

    void add(Optional<RunId> run, String line) {
      run.map(id -> ofRuns.computeIfAbsent(id, _ -> new ArrayList<>())).orElse(ofNoRun).add(line);
    }

    void addOther(String installation, String line) {
      ofOthers.computeIfAbsent(installation, _ -> new ArrayList<>()).add(line);
    }
  }
}

package io.haymaker.core.cleanup;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.Map;
import java.util.Optional;

/**
 * What the cleanup of a run may call its own: what carries our installation, or lies in a group
 * that does; and of that nothing that another run or another installation has put its name on.
 */
record Claim(InstallationId installation, RunId run) {

  /**
   * Why the resource is not the run's to delete; empty when it is.
   *
   * @param seen what was seen to exist, its group among it
   */
  Optional<String> against(Resource resource, Map<ResourceId, Resource> seen) {
    Optional<String> otherRun =
        OwnerTags.value(resource.tags(), OwnerTags.RUN).filter(tag -> !tag.equals(run.toString()));
    if (otherRun.isPresent()) {
      return otherRun.map("belongs to run "::concat);
    }
    if (OwnerTags.carry(resource.tags(), installation)) {
      return Optional.empty();
    }
    Optional<String> otherInstallation = OwnerTags.value(resource.tags(), OwnerTags.INSTALLATION);
    if (otherInstallation.isPresent()) {
      return otherInstallation.map("belongs to installation "::concat);
    }
    return liesInOurGroup(resource.id(), seen)
        ? Optional.empty()
        : Optional.of("carries no installation and lies in no group of ours");
  }

  private boolean liesInOurGroup(ResourceId id, Map<ResourceId, Resource> seen) {
    return id.groupName()
        .map(name -> ResourceId.group(id.subscription(), name))
        .filter(group -> !group.equals(id))
        .map(seen::get)
        .filter(group -> against(group, seen).isEmpty())
        .isPresent();
  }
}

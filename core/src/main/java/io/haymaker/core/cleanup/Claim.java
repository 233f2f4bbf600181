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
public record Claim(InstallationId installation, RunId run) {

  /** Whether a resource is ours to delete, and why. */
  sealed interface Verdict {
    record Ours(String why) implements Verdict {}

    record NotOurs(String why) implements Verdict {}
  }

  /**
   * Judges a resource by what it and its group say; by nothing else, so that nobody's name, place
   * or entry in our book makes a thing ours.
   *
   * @param seen what was seen to exist, its group among it
   */
  Verdict judge(Resource resource, Map<ResourceId, Resource> seen) {
    Optional<String> taggedRun = OwnerTags.value(resource.tags(), OwnerTags.RUN);
    if (taggedRun.filter(tag -> !tag.equals(run.toString())).isPresent()) {
      return new Verdict.NotOurs("belongs to run " + taggedRun.get());
    }
    Optional<String> tagged = OwnerTags.value(resource.tags(), OwnerTags.INSTALLATION);
    if (tagged.isPresent()) {
      return tagged.get().equals(installation.value())
          ? new Verdict.Ours(taggedRun.isPresent() ? "the run's tags" : "our tag")
          : new Verdict.NotOurs("belongs to installation " + tagged.get());
    }
    return liesInOurGroup(resource.id(), seen)
        ? new Verdict.Ours("in our group")
        : new Verdict.NotOurs("carries no installation and lies in no group of ours");
  }

  boolean isOurs(Resource resource, Map<ResourceId, Resource> seen) {
    return judge(resource, seen) instanceof Verdict.Ours;
  }

  private boolean liesInOurGroup(ResourceId id, Map<ResourceId, Resource> seen) {
    return id.groupName()
        .map(name -> ResourceId.group(id.subscription(), name))
        .filter(group -> !group.equals(id))
        .map(seen::get)
        .filter(group -> isOurs(group, seen))
        .isPresent();
  }
}

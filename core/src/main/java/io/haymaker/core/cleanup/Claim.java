package io.haymaker.core.cleanup;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.SoftDeleted;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /**
   * Judges what is kept of a deleted resource. Its group may be gone, and some services do not show
   * the tags that it had: then ours is what we deleted ourselves, which was judged while it was
   * there, and what our book knows to have been in a group that was made for the run.
   *
   * @param planned the groups that were made for the run
   * @param book what our ledger knows
   */
  Verdict judge(
      SoftDeleted copy,
      Map<ResourceId, Resource> seen,
      Set<ResourceId> planned,
      Map<ResourceId, LedgerEntry> book) {
    Verdict verdict = judge(Resource.of(copy.id(), copy.tags()), seen);
    LedgerEntry known = book.get(copy.id());
    if (verdict instanceof Verdict.Ours
        || known == null
        || OwnerTags.value(copy.tags(), OwnerTags.INSTALLATION).isPresent()
        || OwnerTags.value(copy.tags(), OwnerTags.RUN).isPresent()) {
      return verdict;
    }
    if (known.forced() || known.state() == LedgerEntry.State.FORCE_DELETED) {
      return new Verdict.Ours("we deleted it");
    }
    return groupOf(copy.id()).filter(planned::contains).isPresent()
        ? new Verdict.Ours("known, and made in the run's group")
        : verdict;
  }

  boolean isOurs(Resource resource, Map<ResourceId, Resource> seen) {
    return judge(resource, seen) instanceof Verdict.Ours;
  }

  private boolean liesInOurGroup(ResourceId id, Map<ResourceId, Resource> seen) {
    return groupOf(id)
        .filter(group -> !group.equals(id))
        .map(seen::get)
        .filter(group -> isOurs(group, seen))
        .isPresent();
  }

  private static Optional<ResourceId> groupOf(ResourceId id) {
    return id.groupName().map(name -> ResourceId.group(id.subscription(), name));
  }
}

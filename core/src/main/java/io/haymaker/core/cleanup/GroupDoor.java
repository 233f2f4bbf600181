package io.haymaker.core.cleanup;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks into a group right before it is deleted, for deleting it takes along whatever lies in it: a
 * plan may be an hour old by then, and something of somebody else's may have moved in.
 */
public final class GroupDoor {
  private final ResourceReader reader;
  private final DeletionRules rules;

  public GroupDoor(ResourceReader reader, DeletionRules rules) {
    this.reader = reader;
    this.rules = rules;
  }

  /**
   * Done when the group may be deleted now, or is not there. Otherwise it is to be left as it is:
   * {@code Refused} when it is not ours ({@code NotOurs}) or holds something that is not or is
   * protected ({@code HoldsOthers}), {@code Busy} when it could not be looked into.
   */
  public Outcome<ResourceId> open(Claim claim, ResourceId group) {
    return switch (reader.read(group)) {
      case Look.Absent<Resource> _ -> Outcome.done(group);
      case Look.CouldNotLook<Resource>(Problem problem) -> blind(group, problem);
      case Look.Found<Resource>(Resource itself) ->
          obstacle(claim, itself, Map.of(group, itself))
              .map(why -> Outcome.<ResourceId>refused("NotOurs", group.name() + " " + why))
              .orElseGet(() -> openOurs(claim, itself));
    };
  }

  private Outcome<ResourceId> openOurs(Claim claim, Resource group) {
    return switch (reader.contents(group.id())) {
      case Listing.CouldNotLook<Resource>(Problem problem) -> blind(group.id(), problem);
      case Listing.Complete<Resource>(List<Resource> items) -> {
        for (Resource item : items) {
          Optional<String> why = obstacle(claim, item, Map.of(group.id(), group));
          if (why.isPresent()) {
            yield Outcome.refused("HoldsOthers", "%s %s".formatted(item.id().name(), why.get()));
          }
        }
        yield Outcome.done(group.id());
      }
    };
  }

  private Optional<String> obstacle(
      Claim claim, Resource resource, Map<ResourceId, Resource> seen) {
    return switch (claim.judge(resource, seen)) {
      case Claim.Verdict.NotOurs(String why) -> Optional.of(why);
      case Claim.Verdict.Ours _ -> rules.protection(resource).map("is "::concat);
    };
  }

  private static Outcome<ResourceId> blind(ResourceId group, Problem problem) {
    return new Outcome.Busy<>(problem.at("looking into " + group.name()), Optional.empty());
  }
}

package io.haymaker.core.cleanup;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Short words for the resources of a test. */
final class Cloud {
  static final InstallationId US = new InstallationId("ours12345");
  static final RunId RUN = RunId.random();
  static final Claim CLAIM = new Claim(US, RUN);
  static final ResourceId GROUP = ResourceId.group("s1", "rg");
  static final Map<String, String> OURS =
      Map.of(OwnerTags.INSTALLATION, US.value(), OwnerTags.RUN, RUN.toString());
  static final Map<String, String> THEIRS = Map.of(OwnerTags.INSTALLATION, "theirs999");

  private Cloud() {}

  static Resource group() {
    return Resource.of(GROUP, OURS);
  }

  /** The id of a resource in the group: {@code Microsoft.Network/virtualNetworks/v}. */
  static ResourceId id(String typeAndName) {
    return ResourceId.of(GROUP.value() + "/providers/" + typeAndName);
  }

  static Resource ours(ResourceId id, ResourceId... needs) {
    return new Resource(id, OURS, Optional.empty(), Set.copyOf(Arrays.asList(needs)));
  }

  /** As most nested things are: without tags of its own. */
  static Resource untagged(ResourceId id, ResourceId... needs) {
    return new Resource(id, Map.of(), Optional.empty(), Set.copyOf(Arrays.asList(needs)));
  }

  static Resource theirs(ResourceId id) {
    return Resource.of(id, THEIRS);
  }

  static Resource lockOn(ResourceId scope) {
    return Resource.of(
        ResourceId.of(scope.value() + "/providers/Microsoft.Authorization/locks/keep"), Map.of());
  }

  static DeletionPlan plan(Collection<Resource> resources) {
    return plan(resources, List.of(), Set.of(GROUP));
  }

  static DeletionPlan plan(
      Collection<Resource> resources, Collection<Resource> locks, Set<ResourceId> ours) {
    return plan(resources, locks, ours, DeletionRules.STANDARD);
  }

  static DeletionPlan plan(Collection<Resource> resources, DeletionRules rules) {
    return plan(resources, List.of(), Set.of(), rules);
  }

  static DeletionPlan plan(
      Collection<Resource> resources,
      Collection<Resource> locks,
      Set<ResourceId> ours,
      DeletionRules rules) {
    return DeletionPlanner.plan(
        new DeletionPlanner.Sight(CLAIM, resources, locks, List.of(), ours, Set.of(), 0), rules);
  }

  static List<ResourceId> order(DeletionPlan plan) {
    return plan.steps().stream().map(DeletionPlan.Step::id).toList();
  }

  static Set<ResourceId> held(DeletionPlan plan) {
    return plan.held().stream().map(DeletionPlan.Held::id).collect(Collectors.toSet());
  }

  static Set<ResourceId> blocked(DeletionPlan plan) {
    return plan.steps().stream()
        .filter(DeletionPlan.Step::blocked)
        .map(DeletionPlan.Step::id)
        .collect(Collectors.toSet());
  }

  /** Everything that has to be over before it, directly or along others. */
  static Set<ResourceId> before(DeletionPlan plan, ResourceId id) {
    Map<ResourceId, Set<ResourceId>> waits = plan.waits();
    if (!waits.containsKey(id)) {
      throw new AssertionError(id + " is no step of " + plan);
    }
    var before = new HashSet<ResourceId>();
    var next = new ArrayDeque<ResourceId>(List.of(id));
    while (!next.isEmpty()) {
      waits.getOrDefault(next.remove(), Set.of()).stream().filter(before::add).forEach(next::add);
    }
    return before;
  }
}

package io.haymaker.benchmarks.deletion;

import io.haymaker.benchmarks.cloud.QuickResources;
import io.haymaker.core.cleanup.CleanupScope;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.IdentityTraces;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.scenario.ScenarioName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a run left: chains of resources, each of which needs the one behind it, spread over some
 * groups.
 *
 * @param depths how long each chain is
 * @param groups how many groups they lie in
 */
record Chains(List<Integer> depths, int groups) {
  private static final InstallationId INSTALLATION = new InstallationId("benchmark1");

  Chains {
    depths = List.copyOf(depths);
  }

  /** A thousand resources in chains of 1 to 80. */
  static Chains thousand() {
    var depths = new ArrayList<>(List.of(80, 70, 60, 50, 50, 40, 40, 40));
    depths.addAll(Collections.nCopies(5, 30));
    depths.addAll(Collections.nCopies(10, 20));
    depths.addAll(Collections.nCopies(12, 10));
    depths.addAll(Collections.nCopies(12, 5));
    depths.addAll(Collections.nCopies(40, 1));
    return new Chains(depths, 10);
  }

  /** How many deletions there are in all. */
  int deletions() {
    return depths.stream().mapToInt(Integer::intValue).sum() + groups;
  }

  /** How many deletions have to follow each other: the longest chain and the group around it. */
  int criticalPath() {
    return Collections.max(depths) + 1;
  }

  /** Puts all of it into a cloud. */
  CleanupScope plant(RunId run, QuickResources cloud) {
    for (int i = 0; i < depths.size(); i++) {
      plant(i, owner(run, i % groups), cloud);
    }
    return new CleanupScope(
        INSTALLATION, run, IntStream.range(0, groups).mapToObj(i -> traces(run, i)).toList());
  }

  private void plant(int chain, Owner owner, QuickResources cloud) {
    ResourceId group = group(owner);
    cloud.put(Resource.of(group, owner.tags()));
    List<ResourceId> ids =
        IntStream.range(0, depths.get(chain))
            .mapToObj(i -> "%s/providers/Microsoft.Compute/disks/c%d-%d".formatted(group, chain, i))
            .map(ResourceId::of)
            .toList();
    for (int i = 0; i < ids.size(); i++) {
      Set<ResourceId> needs = i + 1 < ids.size() ? Set.of(ids.get(i + 1)) : Set.<ResourceId>of();
      cloud.put(new Resource(ids.get(i), owner.tags(), Optional.empty(), needs));
    }
  }

  private static Owner owner(RunId run, int group) {
    return new Owner(INSTALLATION, run, new ScenarioName("chains-%02d".formatted(group)));
  }

  private static ResourceId group(Owner owner) {
    return QuickResources.group("hm-" + owner.scenario().value());
  }

  private static CleanupScope.Traces traces(RunId run, int group) {
    Owner owner = owner(run, group);
    String name = owner.scenario().value();
    return new CleanupScope.Traces(
        owner.scenario(),
        group(owner),
        new ContainerName(name + "-agent"),
        new IdentityTraces(new IdentityPlan(owner, name, name, name, List.of()), Optional.empty()));
  }
}

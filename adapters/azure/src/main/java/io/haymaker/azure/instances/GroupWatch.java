package io.haymaker.azure.instances;

import com.azure.resourcemanager.containerinstance.fluent.ContainerInstanceManagementClient;
import com.azure.resourcemanager.containerinstance.fluent.models.ContainerGroupInner;
import com.azure.resourcemanager.containerinstance.models.Container;
import com.azure.resourcemanager.containerinstance.models.ResourceRequests;
import com.azure.resourcemanager.containerinstance.models.ResourceRequirements;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks at container groups as they are in the cloud, whoever made them, with what they asked for:
 * for who checks the work of others.
 */
public final class GroupWatch {

  /**
   * A group as it is.
   *
   * @param memoryGb what all its containers asked for together
   */
  public record SeenGroup(
      String name, Map<String, String> tags, double memoryGb, ContainerState state) {
    public SeenGroup {
      tags = Map.copyOf(tags);
    }
  }

  private final ContainerGroups groups;
  private final Clock clock;

  public GroupWatch(
      ContainerInstanceManagementClient client, ContainerInstancesSettings settings, Clock clock) {
    this.groups = new ContainerGroups(client, settings);
    this.clock = clock;
  }

  /** The groups that have a tag of that value, ended ones too. */
  public Listing<SeenGroup> tagged(String tag, String value) {
    return groups
        .all()
        .then(
            all ->
                Listing.looking(
                    all.stream()
                        .filter(group -> value.equals(tags(group).get(tag)))
                        .map(group -> new ContainerName(group.name()))
                        .toList(),
                    name ->
                        groups.find(groups.handle(name)).then(group -> Look.found(seen(group)))));
  }

  private SeenGroup seen(ContainerGroupInner group) {
    double memory =
        Optional.ofNullable(group.containers()).orElse(List.of()).stream()
            .map(Container::resources)
            .filter(Objects::nonNull)
            .map(ResourceRequirements::requests)
            .filter(Objects::nonNull)
            .mapToDouble(ResourceRequests::memoryInGB)
            .sum();
    return new SeenGroup(group.name(), tags(group), memory, GroupState.of(group, clock.instant()));
  }

  private static Map<String, String> tags(ContainerGroupInner group) {
    return group.tags() == null ? Map.of() : group.tags();
  }
}

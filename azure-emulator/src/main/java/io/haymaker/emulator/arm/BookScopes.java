package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Refused;
import java.util.Optional;

/** Looks for scopes in the books. */
public final class BookScopes implements Scopes {
  private final Cloud cloud;
  private final GroupBook groups;
  private final ResourceBook resources;

  /** Scopes of these books. */
  public BookScopes(Cloud cloud, GroupBook groups, ResourceBook resources) {
    this.cloud = cloud;
    this.groups = groups;
    this.resources = resources;
  }

  @Override
  public void requirePresent(String scope) {
    String[] parts = scope.split("/", -1);
    if (parts.length < 3 || !parts[1].equalsIgnoreCase("subscriptions")) {
      throw new Refused(400, "InvalidScope", "The emulator knows no scope '" + scope + "'.");
    }
    requireSubscription(parts[2]);
    if (parts.length > 4 && parts[3].equalsIgnoreCase("resourceGroups")) {
      requireGroup(parts[4]);
    }
    Optional<ResourceId> id = ResourceId.parse(scope);
    if (id.isPresent() && resources.find(id.get()).isEmpty()) {
      throw notFound(id.get());
    }
  }

  void requireSubscription(String id) {
    if (!id.equalsIgnoreCase(cloud.subscriptionId())) {
      throw new Refused(
          404, "SubscriptionNotFound", "The subscription '" + id + "' could not be found.");
    }
  }

  ResourceGroup requireGroup(String name) {
    return groups
        .find(name)
        .orElseThrow(
            () ->
                new Refused(
                    404,
                    "ResourceGroupNotFound",
                    "Resource group '" + name + "' could not be found."));
  }

  static Refused notFound(ResourceId id) {
    String type = id.type() + "/" + String.join("/", id.names());
    return new Refused(
        404,
        "ResourceNotFound",
        "The Resource '"
            + type
            + "' "
            + id.group().map(group -> "under resource group '" + group + "' ").orElse("")
            + "was not found. For more details please go to"
            + " https://aka.ms/ARMResourceNotFoundFix");
  }
}

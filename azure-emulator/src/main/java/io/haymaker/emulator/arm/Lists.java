package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Lists: each shows only what the caller may read. */
final class Lists {
  private final Authorizer authorizer;
  private final ResourceBook resources;
  private final GroupBook groups;
  private final Viewer viewer;
  private final Pages pages;
  private final String subscriptionId;

  Lists(
      Authorizer authorizer,
      ResourceBook resources,
      GroupBook groups,
      Viewer viewer,
      Pages pages,
      String subscriptionId) {
    this.authorizer = authorizer;
    this.resources = resources;
    this.groups = groups;
    this.viewer = viewer;
    this.pages = pages;
    this.subscriptionId = subscriptionId;
  }

  /** All groups. */
  Response groups(Request request) {
    Predicate<ObjectNode> filter = Filters.parse(request.query("$filter"));
    return pages.page(
        request,
        groups.all().stream()
            .map(group -> group.view(subscriptionId))
            .filter(
                view ->
                    reads(
                        request.caller(),
                        "Microsoft.Resources/subscriptions/resourceGroups/read",
                        view.path("id").asString("")))
            .filter(filter)
            .toList());
  }

  /** Resources of all types below a scope that have a location, as Azure lists them. */
  Response resources(Request request, String scope) {
    String expand = request.query("$expand").orElse("");
    Predicate<ObjectNode> filter = Filters.parse(request.query("$filter"));
    return pages.page(
        request,
        resources.below(scope).stream()
            .filter(r -> r.location().isPresent())
            .filter(r -> reads(request.caller(), r))
            .map(r -> viewer.line(r, expand))
            .filter(filter)
            .toList());
  }

  /** Resources of one type below a scope. */
  Response ofType(Request request, String scope, String fullType) {
    return pages.page(
        request,
        resources.below(scope).stream()
            .filter(r -> r.id().isA(fullType))
            .filter(r -> reads(request.caller(), r))
            .map(viewer::listed)
            .toList());
  }

  /** Direct children of one type. */
  Response children(Request request, ResourceId parent, String type) {
    List<ObjectNode> views = resources.children(parent, type).stream().map(viewer::full).toList();
    return pages.page(request, views);
  }

  private boolean reads(Caller caller, ArmResource resource) {
    return reads(caller, resource.id().type() + "/read", resource.id().text());
  }

  private boolean reads(Caller caller, String action, String scope) {
    return authorizer.allows(caller, new Permission.Control(action), scope);
  }

  /** A resource as a read shows it. */
  Optional<ObjectNode> show(ResourceId id) {
    return resources.find(id).map(viewer::full);
  }
}

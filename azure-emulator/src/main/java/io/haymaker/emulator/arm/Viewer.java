package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What reads of resources show. */
final class Viewer {
  private static final List<String> IN_LISTS =
      List.of("location", "tags", "kind", "sku", "identity", "managedBy", "plan", "zones");

  private final Clock clock;
  private final ResourceBook resources;
  private final Providers providers;

  Viewer(Clock clock, ResourceBook resources, Providers providers) {
    this.clock = clock;
    this.resources = resources;
    this.providers = providers;
  }

  /** The whole resource. */
  ObjectNode full(ArmResource resource) {
    ObjectNode view = head(resource);
    view.setAll(resource.document().deepCopy());
    Json.child(view, "properties").put("provisioningState", provisioningState(resource));
    InlineChildren.putBack(resource, view, resources, this::full);
    providers.of(resource.id().namespace()).forEach(p -> p.show(resource, view));
    return view;
  }

  /** The whole resource as lists of its type show it. */
  ObjectNode listed(ArmResource resource) {
    ObjectNode view = full(resource);
    providers.of(resource.id().namespace()).forEach(p -> p.showInList(resource, view));
    return view;
  }

  /** The line of a list of resources of any type. */
  ObjectNode line(ArmResource resource, String expand) {
    ObjectNode view = head(resource);
    for (String member : IN_LISTS) {
      if (resource.document().has(member)) {
        view.set(member, resource.document().path(member));
      }
    }
    if (expand.contains("createdTime")) {
      view.put("createdTime", resource.createdAt().toString());
    }
    if (expand.contains("changedTime")) {
      view.put("changedTime", resource.changedAt().toString());
    }
    if (expand.contains("provisioningState")) {
      view.put("provisioningState", provisioningState(resource));
    }
    return view;
  }

  private static ObjectNode head(ArmResource resource) {
    ResourceId id = resource.id();
    return Json.object().put("id", id.text()).put("name", id.name()).put("type", id.type());
  }

  String provisioningState(ArmResource resource) {
    Instant now = clock.instant();
    if (resource.goneAt().isPresent()) {
      return "Deleting";
    }
    if (!now.isBefore(resource.readyAt())) {
      return "Succeeded";
    }
    return resource.createdAt().equals(resource.changedAt()) ? "Creating" : "Updating";
  }
}

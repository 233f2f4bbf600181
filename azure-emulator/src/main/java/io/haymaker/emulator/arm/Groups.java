package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes and shows resource groups; the caller's right has been checked. */
final class Groups {
  private final Cloud cloud;
  private final GroupBook book;
  private final BookScopes scopes;
  private final Deletions deletions;
  private final Locks locks;

  Groups(
      Cloud cloud, GroupBook book, ResourceBook resources, BookScopes scopes, Deletions deletions) {
    this.cloud = cloud;
    this.book = book;
    this.scopes = scopes;
    this.deletions = deletions;
    this.locks = new Locks(resources);
  }

  Response handle(Request request, String name) {
    return switch (request.method()) {
      case "GET" -> Response.json(200, view(scopes.requireGroup(name)));
      case "HEAD" -> Response.empty(book.find(name).isPresent() ? 204 : 404);
      case "PUT" -> cloud.store().atomically(() -> put(request, name));
      case "PATCH" -> cloud.store().atomically(() -> patch(request, name));
      case "DELETE" -> deletions.group(request, name);
      default ->
          throw new Refused(
              405, "MethodNotAllowed", "Resource groups do not answer " + request.method() + ".");
    };
  }

  ObjectNode view(ResourceGroup group) {
    return group.view(cloud.subscriptionId());
  }

  private Response put(Request request, String name) {
    NameRules.requireGroupName(name);
    ObjectNode body = request.json();
    String location =
        Json.string(body, "location")
            .map(text -> text.toLowerCase(Locale.ROOT).replace(" ", ""))
            .filter(text -> !text.isEmpty())
            .orElseThrow(
                () ->
                    new Refused(
                        400,
                        "LocationRequired",
                        "The location property is required for this definition."));
    Tags.check(body.path("tags"));
    Optional<ResourceGroup> present = book.find(name);
    present.ifPresent(
        group -> {
          requireStaying(group);
          locks.requireWritable(scope(group));
          String old = group.document().path("location").asString("");
          if (!old.equals(location)) {
            throw new Refused(
                409,
                "InvalidResourceGroupLocation",
                "Invalid resource group location '"
                    + location
                    + "'. The Resource group already exists in location '"
                    + old
                    + "'.");
          }
        });
    ObjectNode document = Json.object().put("location", location);
    for (String member : new String[] {"tags", "managedBy"}) {
      if (body.hasNonNull(member)) {
        document.set(member, body.path(member));
      }
    }
    ResourceGroup group =
        new ResourceGroup(
            present.map(ResourceGroup::name).orElse(name),
            document,
            present.map(ResourceGroup::createdAt).orElseGet(() -> cloud.clock().instant()),
            Optional.empty());
    book.put(group);
    return Response.json(present.isPresent() ? 200 : 201, view(group));
  }

  private Response patch(Request request, String name) {
    ResourceGroup group = scopes.requireGroup(name);
    requireStaying(group);
    locks.requireWritable(scope(group));
    ObjectNode changes = request.json();
    changes.remove(java.util.List.of("id", "name", "type", "location", "properties"));
    ObjectNode document = Resources.merged(group.document(), changes);
    Tags.check(document.path("tags"));
    ResourceGroup changed =
        new ResourceGroup(group.name(), document, group.createdAt(), Optional.empty());
    book.put(changed);
    return Response.json(200, view(changed));
  }

  private String scope(ResourceGroup group) {
    return "/subscriptions/" + cloud.subscriptionId() + "/resourceGroups/" + group.name();
  }

  private static void requireStaying(ResourceGroup group) {
    if (group.goneAt().isPresent()) {
      throw new Refused(
          409,
          "ResourceGroupBeingDeleted",
          "The resource group '"
              + group.name()
              + "' is in deprovisioning state and cannot perform this operation.");
    }
  }
}

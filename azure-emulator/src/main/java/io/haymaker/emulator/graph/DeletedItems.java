package io.haymaker.emulator.graph;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /directory/deletedItems}: what was deleted and still counts towards the quota. An
 * application and the principal that went with it are two items; each is purged or restored by
 * itself.
 */
final class DeletedItems {

  private final DirectoryObjects objects;
  private final ObjectLists lists;

  DeletedItems(DirectoryObjects objects, ObjectLists lists) {
    this.objects = objects;
    this.lists = lists;
  }

  /** Answers if the path is one of these: {@code directory/deletedItems/{type or id}[/restore]}. */
  Optional<Response> answer(Request request, GraphPath path) {
    boolean items =
        path.key().filter(key -> key.equals(new GraphPath.Key.Id("deletedItems"))).isPresent();
    if (!items || path.rest().isEmpty()) {
      return Optional.empty();
    }
    String name = path.rest().getFirst();
    Optional<ObjectKind> kind = ObjectKind.ofTypeName(name);
    String call = request.method() + (path.rest().size() == 1 ? "" : " " + path.rest().getLast());
    if (path.rest().size() > 2) {
      return Optional.empty();
    }
    if (kind.isPresent()) {
      return call.equals("GET") ? Optional.of(list(kind.get(), request)) : Optional.empty();
    }
    return switch (call) {
      case "GET" -> Optional.of(Response.json(200, ObjectView.of(found(name).object())));
      case "DELETE" -> Optional.of(purge(found(name)));
      case "POST restore" -> Optional.of(restore(found(name)));
      default -> Optional.empty();
    };
  }

  private record Item(ObjectKind kind, ObjectNode object) {}

  private Item found(String id) {
    for (ObjectKind kind : ObjectKind.values()) {
      Optional<ObjectNode> object = objects.deleted(kind, id);
      if (object.isPresent()) {
        return new Item(kind, object.get());
      }
    }
    throw GraphErrors.notFound(id);
  }

  private Response list(ObjectKind kind, Request request) {
    String path = "directory/deletedItems/microsoft.graph." + kind.typeName();
    return lists.page(request, path, objects.deleted(kind));
  }

  private Response purge(Item item) {
    objects.purge(item.kind(), item.object().path("id").asString());
    return Response.empty(204);
  }

  private Response restore(Item item) {
    String appId = item.object().path("appId").asString();
    Optional<String> uniqueName = Json.string(item.object(), "uniqueName");
    boolean nameTaken =
        uniqueName.isPresent()
            && objects
                .living(item.kind())
                .anyMatch(other -> Json.string(other, "uniqueName").equals(uniqueName));
    boolean appTaken =
        objects.living(item.kind()).anyMatch(other -> Applications.hasAppId(other, appId));
    if (nameTaken || appTaken) {
      throw GraphErrors.duplicate(nameTaken ? "uniqueName" : "appId", uniqueName.orElse(appId));
    }
    objects.markRestored(item.kind(), item.object());
    return Response.json(200, ObjectView.of(item.object()));
  }
}

package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code {scope}/providers/Microsoft.Resources/tags/default}, and the rules that all tags obey. */
final class Tags {
  private static final int MOST = 50;
  private static final int LONGEST_NAME = 512;
  private static final int LONGEST_VALUE = 256;

  private final Cloud cloud;
  private final ResourceBook resources;
  private final GroupBook groups;
  private final BookScopes scopes;
  private final Locks locks;

  Tags(Cloud cloud, ResourceBook resources, GroupBook groups, BookScopes scopes) {
    this.cloud = cloud;
    this.resources = resources;
    this.groups = groups;
    this.scopes = scopes;
    this.locks = new Locks(resources);
  }

  /** Refuses tags that Azure would refuse. */
  static void check(JsonNode tags) {
    if (tags.isMissingNode() || tags.isNull()) {
      return;
    }
    if (!tags.isObject()) {
      throw new Refused(400, "InvalidRequestContent", "The tags must be an object.");
    }
    if (tags.size() > MOST) {
      throw new Refused(400, "InvalidTags", "A resource can have at most " + MOST + " tags.");
    }
    for (Map.Entry<String, JsonNode> tag : tags.properties()) {
      if (tag.getKey().length() > LONGEST_NAME || tag.getKey().matches(".*[<>%&\\\\?/].*")) {
        throw new Refused(
            400, "InvalidTagNameCharacters", "The tag name '" + tag.getKey() + "' is invalid.");
      }
      if (!tag.getValue().isString() || tag.getValue().stringValue().length() > LONGEST_VALUE) {
        throw new Refused(
            400,
            "InvalidTagValueLength",
            "The value of the tag '"
                + tag.getKey()
                + "' must be a text of at most "
                + LONGEST_VALUE
                + " characters.");
      }
    }
  }

  Response handle(Request request, String scope) {
    scopes.requirePresent(scope);
    return switch (request.method()) {
      case "GET" -> Response.json(200, view(scope, present(scope)));
      case "DELETE" -> {
        change(scope, Json.object());
        yield Response.empty(200);
      }
      case "PUT", "PATCH" -> {
        ObjectNode body = request.json();
        JsonNode asked = body.path("properties").path("tags");
        check(asked);
        String how =
            request.method().equals("PUT")
                ? "replace"
                : Json.string(body, "operation").orElse("").toLowerCase(Locale.ROOT);
        ObjectNode changed =
            cloud.store().atomically(() -> change(scope, combined(how, present(scope), asked)));
        yield Response.json(200, view(scope, changed));
      }
      default ->
          throw new Refused(
              405, "MethodNotAllowed", "Tags do not answer " + request.method() + ".");
    };
  }

  private static ObjectNode combined(String how, ObjectNode present, JsonNode asked) {
    ObjectNode result = how.equals("replace") ? Json.object() : present;
    for (Map.Entry<String, JsonNode> tag : asked.properties()) {
      List<String> sameName = new ArrayList<>();
      result.propertyNames().stream()
          .filter(name -> name.equalsIgnoreCase(tag.getKey()))
          .forEach(sameName::add);
      switch (how) {
        case "replace", "merge" -> {
          result.remove(sameName);
          result.set(tag.getKey(), tag.getValue());
        }
        case "delete" -> result.remove(sameName);
        default ->
            throw new Refused(
                400, "InvalidTagsOperation", "operation must be Merge, Replace or Delete.");
      }
    }
    return result;
  }

  private ObjectNode present(String scope) {
    JsonNode tags =
        ResourceId.parse(scope)
            .flatMap(resources::find)
            .map(ArmResource::document)
            .or(() -> group(scope).map(ResourceGroup::document))
            .map(document -> document.path("tags"))
            .orElseGet(Json::object);
    return tags instanceof ObjectNode object ? object.deepCopy() : Json.object();
  }

  private Optional<ResourceGroup> group(String scope) {
    String[] parts = scope.split("/", -1);
    return parts.length == 5 ? groups.find(parts[4]) : Optional.empty();
  }

  private ObjectNode change(String scope, ObjectNode tags) {
    check(tags);
    locks.requireWritable(scope);
    Optional<ArmResource> resource = ResourceId.parse(scope).flatMap(resources::find);
    if (resource.isPresent()) {
      ObjectNode document = resource.get().document().deepCopy();
      document.set("tags", tags);
      resources.replace(resource.get().id(), document);
      return tags;
    }
    ResourceGroup group =
        group(scope)
            .orElseThrow(
                () ->
                    new Refused(
                        400, "InvalidScope", "The emulator keeps no tags at '" + scope + "'."));
    ObjectNode document = group.document().deepCopy();
    document.set("tags", tags);
    groups.put(new ResourceGroup(group.name(), document, group.createdAt(), group.goneAt()));
    return tags;
  }

  private static ObjectNode view(String scope, ObjectNode tags) {
    ObjectNode view =
        Json.object()
            .put("id", scope + "/providers/Microsoft.Resources/tags/default")
            .put("name", "default")
            .put("type", "Microsoft.Resources/tags");
    view.putObject("properties").set("tags", tags);
    return view;
  }
}

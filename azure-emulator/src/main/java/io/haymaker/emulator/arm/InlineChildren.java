package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Children that can be written both by themselves and inside their parent's document, such as the
 * subnets of a virtual network. They are kept as resources of their own only.
 */
final class InlineChildren {
  private static final Map<String, List<String>> BY_PARENT =
      Map.of(
          "microsoft.network/virtualnetworks", List.of("subnets", "virtualNetworkPeerings"),
          "microsoft.network/networksecuritygroups", List.of("securityRules"),
          "microsoft.network/routetables", List.of("routes"));

  /** One child of a document. */
  record Child(ResourceId id, ObjectNode document) {}

  private InlineChildren() {}

  private static List<String> of(ResourceId parent) {
    return BY_PARENT.getOrDefault(parent.type().toLowerCase(Locale.ROOT), List.of());
  }

  /**
   * Takes the children of one kind out of a document.
   *
   * @return for each kind that the document lists, its children: those that are not among them are
   *     to be deleted; a kind that is not listed is left alone
   */
  static Map<String, List<Child>> takeOut(ResourceId parent, ObjectNode document) {
    Map<String, List<Child>> taken = new java.util.LinkedHashMap<>();
    if (!(document.get("properties") instanceof ObjectNode properties)) {
      return taken;
    }
    for (String kind : of(parent)) {
      JsonNode listed = properties.remove(kind);
      if (listed instanceof ArrayNode array) {
        List<Child> children = new ArrayList<>();
        for (JsonNode item : array) {
          children.add(child(parent, kind, item));
        }
        taken.put(kind, children);
      }
    }
    return taken;
  }

  private static Child child(ResourceId parent, String kind, JsonNode item) {
    Optional<String> name = Json.string(item, "name");
    if (!(item instanceof ObjectNode object) || name.isEmpty()) {
      throw new Refused(
          400, "InvalidRequestFormat", "Each of " + kind + " of " + parent + " needs a name.");
    }
    ObjectNode document = object.deepCopy();
    document.remove(List.of("id", "name", "type", "etag"));
    return new Child(parent.child(kind, name.get()), document);
  }

  /** Whether this child may also be written inside its parent. */
  static boolean isInline(ResourceId child) {
    return child
        .parent()
        .filter(parent -> of(parent).stream().anyMatch(child.types().getLast()::equalsIgnoreCase))
        .isPresent();
  }

  /** Puts the children into what a read of their parent shows. */
  static void putBack(
      ArmResource parent,
      ObjectNode view,
      ResourceBook resources,
      java.util.function.Function<ArmResource, ObjectNode> show) {
    for (String kind : of(parent.id())) {
      ArrayNode array = Json.child(view, "properties").putArray(kind);
      resources.children(parent.id(), kind).forEach(child -> array.add(show.apply(child)));
    }
  }
}

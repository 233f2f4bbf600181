package io.haymaker.agent.arm;

import io.haymaker.agent.json.Json;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.json.JsonReader;
import io.haymaker.agent.json.JsonWriter;
import io.haymaker.scenario.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the tags of ownership on everything that is written. */
public final class ResourceTags {

  /** Child types that carry tags although most children do not. */
  private static final Set<String> TAGGED_CHILDREN =
      Set.of(
          "microsoft.automation/automationaccounts/runbooks",
          "microsoft.compute/galleries/images",
          "microsoft.compute/virtualmachines/extensions",
          "microsoft.network/privatednszones/virtualnetworklinks",
          "microsoft.sql/servers/databases",
          "microsoft.sql/servers/elasticpools",
          "microsoft.web/sites/slots");

  private final Map<String, String> tags;

  /**
   * @param tags what everything must carry
   */
  public ResourceTags(Map<String, String> tags) {
    this.tags = Map.copyOf(tags);
  }

  /** The tags themselves. */
  public Map<String, String> tags() {
    return tags;
  }

  /**
   * The body with our tags added to its own; ours win. A PATCH without tags is left alone: it
   * leaves the tags of the resource as they are, and naming only ours would remove those of the
   * document.
   *
   * @return the body as it was when the resource takes no tags or the body is no JSON object
   */
  public String addTo(HttpMethod method, ResourceId resource, String body) {
    boolean writes = method == HttpMethod.PUT || method == HttpMethod.PATCH;
    Optional<Json> json = writes && isTaggable(resource) ? JsonReader.read(body) : Optional.empty();
    if (json.isEmpty() || !(json.get() instanceof JsonObject object)) {
      return body;
    }
    Optional<Json> own = object.at("tags");
    if (own.isEmpty() && method == HttpMethod.PATCH) {
      return body;
    }
    Map<String, Json> all = new LinkedHashMap<>();
    if (own.isPresent() && own.get() instanceof JsonObject(Map<String, Json> fields)) {
      all.putAll(fields);
    }
    tags.forEach(
        (name, value) -> {
          // Tag names are equal without regard to case; two of a name would be refused.
          all.keySet().removeIf(name::equalsIgnoreCase);
          all.put(name, new Json.JsonString(value));
        });
    return JsonWriter.write(object.with("tags", new JsonObject(all)));
  }

  static boolean isTaggable(ResourceId resource) {
    String type = resource.type().toLowerCase(Locale.ROOT);
    return resource.isTopLevel()
        ? !type.startsWith("microsoft.authorization/")
        : TAGGED_CHILDREN.contains(type);
  }
}

package io.haymaker.azure.wire;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.ResourceId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which api-version to use for a type of resource: the provider's default, else its newest that is
 * no preview. Asked once per type.
 */
public final class ApiVersions {

  /** The api-version of groups, providers and lists of resources (as the SDK sends it). */
  public static final String RESOURCES = "2025-04-01";

  private static final String SUBSCRIPTIONS = "2022-12-01";

  private final Rest arm;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  public ApiVersions(Rest arm) {
    this.arm = arm;
    known.put("microsoft.resources/subscriptions/resourcegroups", RESOURCES);
    known.put("microsoft.resources/subscriptions", SUBSCRIPTIONS);
  }

  /**
   * The version for a resource's type. {@code Absent} when no provider has the type, so that
   * nothing can be said about the resource itself.
   */
  public Look<String> of(ResourceId id) {
    String type = id.type();
    String cached = known.get(type);
    if (cached != null) {
      return Look.found(cached);
    }
    String namespace = type.substring(0, type.indexOf('/') < 0 ? type.length() : type.indexOf('/'));
    Reply reply =
        arm.get(
            "/subscriptions/%s/providers/%s".formatted(id.subscription(), Urls.path(namespace))
                + Urls.query("api-version", RESOURCES));
    if (!(reply instanceof Reply.Answer answer) || !answer.isGood()) {
      return Answers.look(reply);
    }
    Optional<String> version = choose(answer.body().path("resourceTypes"), namespace, type);
    version.ifPresent(found -> known.put(type, found));
    return version.map(Look::found).orElseGet(Look::absent);
  }

  /** A child type that the provider does not list goes with its parent's version. */
  private static Optional<String> choose(JsonNode types, String namespace, String type) {
    String wanted = type;
    while (wanted.length() > namespace.length() + 1) {
      String name = wanted.substring(namespace.length() + 1);
      Optional<JsonNode> listed =
          types
              .valueStream()
              .filter(entry -> Json.text(entry, "resourceType").equalsIgnoreCase(name))
              .findFirst();
      if (listed.isPresent()) {
        return version(listed.get());
      }
      wanted = wanted.substring(0, wanted.lastIndexOf('/'));
    }
    return Optional.empty();
  }

  private static Optional<String> version(JsonNode type) {
    Stream<String> versions =
        Stream.concat(
            Stream.of(Json.text(type, "defaultApiVersion")),
            type.path("apiVersions").valueStream().map(node -> node.asString("")));
    String[] all = versions.filter(text -> !text.isEmpty()).toArray(String[]::new);
    return Stream.of(all)
        .filter(text -> !text.toLowerCase(Locale.ROOT).contains("preview"))
        .findFirst()
        .or(() -> Stream.of(all).findFirst());
  }
}

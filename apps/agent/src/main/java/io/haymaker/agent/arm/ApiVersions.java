package io.haymaker.agent.arm;

import io.haymaker.agent.json.Json;
import io.haymaker.agent.json.Json.JsonArray;
import io.haymaker.agent.json.Json.JsonString;
import io.haymaker.agent.stop.Budget;
import io.haymaker.scenario.HttpMethod;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds out by which version of the API a type of resource can be deleted. */
public final class ApiVersions {

  private final ArmClient client;
  private final String providers;
  private final Map<String, Optional<String>> known = new HashMap<>();

  /**
   * @param arm the address of Resource Manager without a slash at its end
   */
  public ApiVersions(ArmClient client, URI arm, String subscriptionId) {
    this.client = client;
    this.providers = arm + "/subscriptions/" + subscriptionId + "/providers/";
  }

  /**
   * The provider's default version for the type, else its newest stable one, else its newest; empty
   * when the provider does not know the type or cannot be asked. Asks once per type.
   *
   * @throws InterruptedException if interrupted while asking
   */
  public Optional<String> find(ResourceId resource, Budget budget) throws InterruptedException {
    String type = resource.type().toLowerCase(Locale.ROOT);
    Optional<String> found = known.get(type);
    if (found == null) {
      found = ask(resource, budget);
      known.put(type, found);
    }
    return found;
  }

  private Optional<String> ask(ResourceId resource, Budget budget) throws InterruptedException {
    URI uri = URI.create(providers + resource.namespace() + "?api-version=2021-04-01");
    return switch (client.send(ArmRequest.of(HttpMethod.GET, uri), budget)) {
      case ArmAnswer.Accepted accepted ->
          accepted.reply().json().flatMap(json -> choose(json, resource));
      case ArmAnswer.Refused refused -> Optional.empty();
      case ArmAnswer.Unknown unknown -> Optional.empty();
    };
  }

  private static Optional<String> choose(Json provider, ResourceId resource) {
    String type = resource.type().substring(resource.namespace().length() + 1);
    return items(provider, "resourceTypes").stream()
        .filter(known -> known.text("resourceType").filter(type::equalsIgnoreCase).isPresent())
        .findFirst()
        .flatMap(ApiVersions::version);
  }

  private static Optional<String> version(Json type) {
    List<String> versions =
        items(type, "apiVersions").stream()
            .filter(JsonString.class::isInstance)
            .map(version -> ((JsonString) version).value())
            .toList();
    return type.text("defaultApiVersion")
        .or(() -> versions.stream().filter(version -> !version.contains("-preview")).findFirst())
        .or(() -> versions.stream().findFirst());
  }

  private static List<Json> items(Json json, String field) {
    return json.at(field)
        .filter(JsonArray.class::isInstance)
        .map(array -> ((JsonArray) array).items())
        .orElse(List.of());
  }
}

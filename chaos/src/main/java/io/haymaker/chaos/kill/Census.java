package io.haymaker.chaos.kill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Everything of any run that the cloud holds, counted by its administrator.
 *
 * @param present what is there, each in words that name it
 * @param duplicates two living things where one was planned
 */
public record Census(List<String> present, List<String> duplicates) {
  private static final String RESOURCES = "?api-version=2024-11-01";
  private static final String ROLES = "?api-version=2022-04-01";
  private static final String JOBS = "?api-version=2025-01-01";

  public Census {
    present = List.copyOf(present);
    duplicates = List.copyOf(duplicates);
  }

  /**
   * Counts.
   *
   * @throws IOException when something could not be listed: then nobody knows
   */
  public static Census of(CloudDoor cloud) throws IOException {
    var present = new ArrayList<String>();
    var keys = new ArrayList<String>();
    for (JsonNode group :
        list(cloud.arm("GET", cloud.subscription() + "/resourcegroups" + RESOURCES))) {
      if (hasRun(group)) {
        present.add("group " + group.path("name").asString());
        keys.add("group of " + tag(group, "RunId") + " " + tag(group, "Scenario"));
      }
    }
    for (JsonNode resource :
        list(cloud.arm("GET", cloud.subscription() + "/resources" + RESOURCES))) {
      if (hasRun(resource)) {
        String id = resource.path("id").asString();
        present.add("resource " + id);
        if (id.contains("/Microsoft.App/jobs/")) {
          keys.add("job of " + tag(resource, "RunId") + " " + tag(resource, "Scenario"));
          running(cloud, id, keys);
        }
      }
    }
    directory(cloud, present, keys);
    for (JsonNode role :
        list(
            cloud.arm(
                "GET",
                cloud.subscription()
                    + "/providers/Microsoft.Authorization/roleAssignments"
                    + ROLES))) {
      JsonNode properties = role.path("properties");
      if (properties
          .path("description")
          .asString("")
          .toLowerCase(java.util.Locale.ROOT)
          .contains("haymaker")) {
        present.add("role assignment " + role.path("id").asString());
        keys.add(
            "role %s of %s at %s"
                .formatted(
                    properties.path("roleDefinitionId").asString(),
                    properties.path("principalId").asString(),
                    properties.path("scope").asString()));
      }
    }
    for (String place : List.of("/secrets", "/deletedsecrets")) {
      for (JsonNode secret : list(cloud.vault(place))) {
        if (hasRun(secret)) {
          present.add(place.substring(1) + " " + secret.path("id").asString());
        }
      }
    }
    return new Census(present, twice(keys));
  }

  private static void running(CloudDoor cloud, String job, List<String> keys) throws IOException {
    CloudDoor.Answer executions = cloud.arm("GET", job + "/executions" + JOBS);
    if (executions.status() == 404) {
      return;
    }
    for (JsonNode execution : list(executions)) {
      if (execution.path("properties").path("status").asString("").equals("Running")) {
        keys.add("running execution of " + job);
      }
    }
  }

  private static void directory(CloudDoor cloud, List<String> present, List<String> keys)
      throws IOException {
    for (String place :
        List.of(
            "/applications",
            "/servicePrincipals",
            "/directory/deletedItems/microsoft.graph.application",
            "/directory/deletedItems/microsoft.graph.servicePrincipal")) {
      for (JsonNode object : list(cloud.graph(place))) {
        boolean ours =
            object.path("tags").valueStream().anyMatch(tag -> tag.asString().startsWith("RunId"));
        if (ours) {
          present.add(place.substring(1) + " " + object.path("displayName").asString());
          if (!place.contains("deletedItems")) {
            keys.add(place + " of " + object.path("tags"));
          }
        }
      }
    }
  }

  private static boolean hasRun(JsonNode thing) {
    return thing.path("tags").has("RunId");
  }

  private static String tag(JsonNode thing, String name) {
    return thing.path("tags").path(name).asString();
  }

  private static List<String> twice(List<String> keys) {
    Map<String, Integer> counts = new HashMap<>();
    keys.forEach(key -> counts.merge(key, 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(entry -> entry.getValue() + " times: " + entry.getKey())
        .sorted()
        .toList();
  }

  private static List<JsonNode> list(CloudDoor.Answer answer) throws IOException {
    if (!answer.isGood()) {
      throw new IOException("could not be listed: %d %s".formatted(answer.status(), answer.body()));
    }
    if (answer.body().has("nextLink") && !answer.body().path("nextLink").isNull()) {
      throw new IOException("a listing has more pages than this counts");
    }
    return Stream.of(answer.body().path("value"))
        .flatMap(JsonNode::valueStream)
        .map(Function.identity())
        .toList();
  }
}

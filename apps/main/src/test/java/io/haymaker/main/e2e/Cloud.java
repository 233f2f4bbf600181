package io.haymaker.main.e2e;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What an administrator looks up in a cloud, by plain HTTP. */
final class Cloud {
  private static final String LISTS = "?api-version=2024-11-01";

  private Cloud() {}

  /** The runs whose applications are in the directory. */
  static Set<String> runsOfApplications(CloudClient cloud) {
    var runs = new TreeSet<String>();
    for (JsonNode application : cloud.graph("GET", "/applications").body().path("value")) {
      application
          .path("tags")
          .forEach(
              tag -> {
                if (tag.asString().startsWith("RunId")) {
                  runs.add(tag.asString().substring("RunId".length() + 1));
                }
              });
    }
    return runs;
  }

  /** Ids of the resources, groups not among them, that agents of a run made. */
  static Set<String> resourcesOfRuns(CloudClient cloud) {
    return cloud
        .arm("GET", cloud.subscription() + "/resources" + LISTS)
        .body()
        .path("value")
        .valueStream()
        .filter(resource -> resource.path("tags").has("RunId"))
        .map(resource -> resource.path("id").asString())
        .filter(id -> !id.contains("/Microsoft.App/jobs/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

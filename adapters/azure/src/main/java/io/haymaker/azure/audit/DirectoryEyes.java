package io.haymaker.azure.audit;

import io.haymaker.azure.identity.DirectoryTags;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.audit.AuditReads.Principal;
import io.haymaker.core.audit.AuditReads.Scope;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.ownership.OwnerTags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Looks for principals of ours by their name's beginning, by the owner's tag, and deleted. */
final class DirectoryEyes {

  private static final String PREFIX = "AzureHayMaker-";

  private final Rest graph;

  DirectoryEyes(Rest graph) {
    this.graph = graph;
  }

  Listing<Principal> principals(Scope scope) {
    String byName = "startswith(displayName,%s)".formatted(Urls.quoted(PREFIX));
    String byTag =
        "tags/any(t:t eq %s)"
            .formatted(
                Urls.quoted(
                    scope
                        .run()
                        .map(run -> DirectoryTags.text(OwnerTags.RUN, run.toString()))
                        .orElseGet(
                            () ->
                                DirectoryTags.text(
                                    OwnerTags.INSTALLATION, scope.installation().value()))));
    var ways = new LinkedHashMap<String, String>();
    for (String filter : List.of(byName, byTag)) {
      String query =
          Urls.query("$filter", filter, "$select", "id,appId,displayName,tags", "$top", "100");
      ways.put("/v1.0/applications" + query, "application");
      ways.put("/v1.0/servicePrincipals" + query, "service principal");
    }
    String deleted = "/v1.0/directory/deletedItems/microsoft.graph.";
    ways.put(deleted + "application", "soft-deleted application");
    ways.put(deleted + "servicePrincipal", "soft-deleted service principal");

    var found = new LinkedHashMap<String, Principal>();
    for (Map.Entry<String, String> way : ways.entrySet()) {
      switch (graph.pages(way.getKey(), "@odata.nextLink")) {
        case Listing.CouldNotLook<JsonNode>(Problem problem) -> {
          return new Listing.CouldNotLook<>(problem);
        }
        case Listing.Complete<JsonNode>(List<JsonNode> items) ->
            items.stream()
                .filter(item -> DirectoryTags.carry(item, scope.installation(), scope.run()))
                .map(item -> principal(way.getValue(), item))
                .forEach(principal -> found.putIfAbsent(principal.objectId(), principal));
      }
    }
    return Listing.complete(List.copyOf(found.values()));
  }

  private static Principal principal(String kind, JsonNode item) {
    return new Principal(
        Json.text(item, "id"), "%s %s".formatted(kind, Json.text(item, "displayName")));
  }
}

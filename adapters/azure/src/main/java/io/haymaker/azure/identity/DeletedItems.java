package io.haymaker.azure.identity;

import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.outcome.Listing;
import tools.jackson.databind.JsonNode;

/** The directory's deleted items, which keep objects for 30 days unless they are purged. */
final class DeletedItems {

  private static final String PATH = "/v1.0/directory/deletedItems/";

  private final Rest graph;

  DeletedItems(Rest graph) {
    this.graph = graph;
  }

  /** All of a kind: their tags cannot be filtered by without advanced queries. */
  Listing<JsonNode> list(Directory.Kind kind) {
    String type =
        switch (kind) {
          case APPLICATION -> "microsoft.graph.application";
          case SERVICE_PRINCIPAL -> "microsoft.graph.servicePrincipal";
        };
    return graph.pages(
        PATH + type + Urls.query("$select", "id,appId,displayName,tags"), "@odata.nextLink");
  }

  Reply get(String objectId) {
    return graph.get(PATH + Urls.path(objectId));
  }

  Reply purge(String objectId) {
    return graph.delete(PATH + Urls.path(objectId));
  }
}

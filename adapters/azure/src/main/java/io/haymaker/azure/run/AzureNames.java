package io.haymaker.azure.run;

import com.azure.core.util.Context;
import com.azure.security.keyvault.secrets.SecretClient;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.SdkCall;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.run.NameRegistry;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Asks the directory, the vault and where containers run, deleted objects included. */
public final class AzureNames implements NameRegistry {
  private static final String DELETED = "/v1.0/directory/deletedItems/microsoft.graph.";

  private final Rest graph;
  private final SecretClient vault;
  private final Function<String, Look<String>> containers;

  /**
   * @param containers says who has a container's name
   */
  public AzureNames(Rest graph, SecretClient vault, Function<String, Look<String>> containers) {
    this.graph = graph;
    this.vault = vault;
    this.containers = containers;
  }

  @Override
  public Look<String> holder(Kind kind, String name) {
    return switch (kind) {
      case SERVICE_PRINCIPAL -> principal(name);
      case SECRET -> secret(name);
      case CONTAINER -> containers.apply(name);
    };
  }

  private Look<String> principal(String name) {
    String filter = Urls.query("$filter", "displayName eq '%s'".formatted(name.replace("'", "''")));
    Listing<JsonNode> all =
        named("/v1.0/applications" + filter, name)
            .and(named("/v1.0/servicePrincipals" + filter, name))
            .and(named(DELETED + "application", name))
            .and(named(DELETED + "servicePrincipal", name));
    return switch (all) {
      case Listing.Complete<JsonNode>(List<JsonNode> items) ->
          items.isEmpty()
              ? Look.absent()
              : Look.found("directory object " + Json.text(items.getFirst(), "id"));
      case Listing.CouldNotLook<JsonNode> failed -> new Look.CouldNotLook<>(failed.problem());
    };
  }

  /** Deleted items cannot be filtered on the service's side without advanced queries. */
  private Listing<JsonNode> named(String path, String name) {
    return switch (graph.pages(path, "@odata.nextLink")) {
      case Listing.Complete<JsonNode>(List<JsonNode> items) ->
          Listing.complete(
              items.stream()
                  .filter(item -> Json.text(item, "displayName").equalsIgnoreCase(name))
                  .toList());
      case Listing.CouldNotLook<JsonNode> failed -> failed;
    };
  }

  private Look<String> secret(String name) {
    Look<String> live =
        SdkCall.look(
            () -> vault.getSecretWithResponse(name, null, Context.NONE).getValue().getId());
    return live instanceof Look.Absent<String>
        ? SdkCall.look(
            () -> vault.getDeletedSecretWithResponse(name, Context.NONE).getValue().getRecoveryId())
        : live;
  }
}

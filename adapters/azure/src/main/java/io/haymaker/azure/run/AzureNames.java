package io.haymaker.azure.run;

import com.azure.core.util.Context;
import com.azure.security.keyvault.secrets.SecretClient;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.SdkCall;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.run.NameRegistry;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks the directory, the vault and the containers' group, deleted objects included. */
public final class AzureNames implements NameRegistry {
  private static final String DELETED = "/v1.0/directory/deletedItems/microsoft.graph.";
  private static final String APPS_VERSION = "2025-01-01";

  private final Rest arm;
  private final Rest graph;
  private final SecretClient vault;
  private final ResourceId containersGroup;

  /**
   * @param containersGroup the group in which agents' containers are made
   */
  public AzureNames(Rest arm, Rest graph, SecretClient vault, ResourceId containersGroup) {
    this.arm = arm;
    this.graph = graph;
    this.vault = vault;
    this.containersGroup = containersGroup;
  }

  @Override
  public Look<String> holder(Kind kind, String name) {
    return switch (kind) {
      case SERVICE_PRINCIPAL -> principal(name);
      case SECRET -> secret(name);
      case CONTAINER -> container(name);
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

  /** A job or an app: either may be what agents run as. */
  private Look<String> container(String name) {
    Look<String> job = workload("jobs", name);
    return job instanceof Look.Absent<String> ? workload("containerApps", name) : job;
  }

  private Look<String> workload(String type, String name) {
    String id = "%s/providers/Microsoft.App/%s/%s".formatted(containersGroup.value(), type, name);
    Reply reply = arm.get(id + "?api-version=" + APPS_VERSION);
    return reply instanceof Reply.Answer answer && answer.isGood()
        ? Look.found(id)
        : Answers.look(reply);
  }
}

package io.haymaker.azure.audit;

import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.ApiVersions;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.SdkCall;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads everything that could be left of a run or an installation. */
public final class AzureAuditReads implements AuditReads {

  private static final String ROLE_ASSIGNMENTS = "2022-04-01";
  private static final String NEXT = "nextLink";

  private final Rest arm;
  private final ApiVersions versions;
  private final DirectoryEyes directory;
  private final KeptEyes kept;
  private final ContainerEyes containers;
  private final SecretClient vault;
  private final List<String> subscriptions;

  public AzureAuditReads(
      Rest arm, ApiVersions versions, Rest graph, SecretClient vault, List<String> subscriptions) {
    this.arm = arm;
    this.versions = versions;
    this.directory = new DirectoryEyes(graph);
    this.vault = vault;
    this.subscriptions = List.copyOf(subscriptions);
    this.kept = new KeptEyes(arm, this.subscriptions);
    this.containers = new ContainerEyes(arm, this.subscriptions);
  }

  @Override
  public Listing<ResourceId> tagged(Scope scope) {
    String filter =
        scope
            .run()
            .map(run -> tagged(OwnerTags.RUN, run.toString()))
            .orElseGet(() -> tagged(OwnerTags.INSTALLATION, scope.installation().value()));
    String query = Urls.query("$filter", filter, "api-version", ApiVersions.RESOURCES);
    Listing<JsonNode> resources = everywhere("/resources" + query);
    Listing<JsonNode> groups = everywhere("/resourcegroups" + query);
    Listing<JsonNode> inside = Listing.complete(List.of());
    if (groups instanceof Listing.Complete<JsonNode>(List<JsonNode> found)) {
      for (JsonNode group : found) {
        if (scope.covers(Json.texts(group.path("tags")))) {
          inside = inside.and(contents(Json.text(group, "id")));
        }
      }
    }
    // What lies in a group of ours belongs to it, whatever its own tags say.
    Listing<ResourceId> all = ids(carrying(resources.and(groups), scope).and(inside));
    return switch (all) {
      case Listing.CouldNotLook<ResourceId> failed -> failed;
      case Listing.Complete<ResourceId>(List<ResourceId> found) ->
          Listing.complete(List.copyOf(new TreeSet<>(found)));
    };
  }

  private static String tagged(String name, String value) {
    return "tagName eq %s and tagValue eq %s".formatted(Urls.quoted(name), Urls.quoted(value));
  }

  private static Listing<JsonNode> carrying(Listing<JsonNode> listing, Scope scope) {
    return switch (listing) {
      case Listing.CouldNotLook<JsonNode> failed -> failed;
      case Listing.Complete<JsonNode>(List<JsonNode> items) ->
          Listing.complete(
              items.stream().filter(item -> scope.covers(Json.texts(item.path("tags")))).toList());
    };
  }

  private static Listing<ResourceId> ids(Listing<JsonNode> found) {
    return found.map(item -> ResourceId.of(Json.text(item, "id")));
  }

  /** A group that goes while it is looked into has no contents. */
  private Listing<JsonNode> contents(String group) {
    Listing<JsonNode> contents =
        arm.pages(
            Urls.path(group) + "/resources" + Urls.query("api-version", ApiVersions.RESOURCES),
            NEXT);
    return contents instanceof Listing.CouldNotLook<JsonNode> failed
            && failed.problem().is("ResourceGroupNotFound")
        ? Listing.complete(List.of())
        : contents;
  }

  @Override
  public Listing<Kept> softDeleted() {
    return kept.all();
  }

  @Override
  public Look<ResourceId> read(ResourceId id) {
    return switch (versions.of(id)) {
      case Look.Found<String>(String version) -> {
        Reply reply = arm.get(Urls.path(id.value()) + Urls.query("api-version", version));
        yield reply instanceof Reply.Answer answer && answer.isGood()
            ? Look.found(id)
            : Answers.look(reply);
      }
      case Look.Absent<String> _ ->
          Look.couldNotLook("UnknownType", "no provider has the type " + id.type());
      case Look.CouldNotLook<String> failed -> new Look.CouldNotLook<>(failed.problem());
    };
  }

  @Override
  public Listing<String> containers(Scope scope) {
    return containers.containers(scope);
  }

  @Override
  public Listing<Principal> principals(Scope scope) {
    return directory.principals(scope);
  }

  @Override
  public Listing<Assignment> roleAssignments() {
    return everywhere(
            "/providers/Microsoft.Authorization/roleAssignments"
                + Urls.query("api-version", ROLE_ASSIGNMENTS))
        .map(
            item ->
                new Assignment(
                    Json.text(item, "id"),
                    Json.text(item.path("properties"), "principalId"),
                    Json.text(item.path("properties"), "description")));
  }

  @Override
  public Listing<String> secrets(Scope scope) {
    return SdkCall.listing(
        () ->
            Stream.concat(
                    vault.listPropertiesOfSecrets().stream()
                        .filter(secret -> carries(secret, scope))
                        .map(secret -> "secret " + secret.getName()),
                    vault.listDeletedSecrets().stream()
                        .filter(secret -> carries(secret.getProperties(), scope))
                        .map(secret -> "soft-deleted secret " + secret.getName()))
                .toList());
  }

  private static boolean carries(SecretProperties secret, Scope scope) {
    Map<String, String> tags = secret.getTags() == null ? Map.of() : secret.getTags();
    return scope.covers(tags);
  }

  private Listing<JsonNode> everywhere(String path) {
    Listing<JsonNode> all = Listing.complete(List.of());
    for (String subscription : subscriptions) {
      all = all.and(arm.pages("/subscriptions/" + Urls.path(subscription) + path, NEXT));
    }
    return all;
  }
}

package io.haymaker.azure.identity;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.fluent.AuthorizationManagementClient;
import com.azure.resourcemanager.authorization.fluent.RoleAssignmentsClient;
import com.azure.resourcemanager.authorization.fluent.models.RoleAssignmentInner;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.OwnerMark;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Role assignments in all subscriptions; role names are looked up in the first. */
public final class ArmRoleAssignments implements RoleAssignments {

  private static final String VERSION = "2022-04-01";

  private final RoleAssignmentsClient assignments;
  private final RoleNames names;
  private final Rest arm;
  private final List<String> subscriptions;

  /**
   * @param client of our own subscription
   * @param arm for lists: the SDK's own list does not escape its filter, which the JDK's HTTP
   *     client refuses to send
   * @param subscriptions all that are looked through
   */
  public ArmRoleAssignments(
      AuthorizationManagementClient client, Rest arm, List<String> subscriptions) {
    this.assignments = client.getRoleAssignments();
    this.names = new RoleNames(client.getRoleDefinitions(), client.getSubscriptionId());
    this.arm = arm;
    this.subscriptions = List.copyOf(subscriptions);
  }

  @Override
  public Outcome<RoleAssignment> ensure(String principalId, RoleGrant grant, Owner owner) {
    return names
        .idOf(grant.role())
        .then(definition -> assign(principalId, grant, definition, Optional.of(owner)));
  }

  /** A role of the installation's groundwork: it belongs to no run, and no cleanup finds it. */
  public Outcome<RoleAssignment> ensure(String principalId, RoleGrant grant) {
    return names
        .idOf(grant.role())
        .then(definition -> assign(principalId, grant, definition, Optional.empty()));
  }

  private Outcome<RoleAssignment> assign(
      String principalId, RoleGrant grant, String definition, Optional<Owner> owner) {
    var wanted =
        new RoleAssignmentCreateParameters()
            .withPrincipalId(principalId)
            // Without the type a principal that has not replicated everywhere is refused.
            .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL)
            .withRoleDefinitionId(definition);
    owner.map(OwnerMark::of).ifPresent(wanted::withDescription);
    String name = nameOf(principalId, grant.scope(), definition);
    try {
      RoleAssignmentInner made =
          assignments.createWithResponse(grant.scope(), name, wanted, Context.NONE).getValue();
      return Outcome.done(shown(made, grant.scope()));
    } catch (RuntimeException thrown) {
      Reply reply = Answers.reply(thrown);
      if (reply instanceof Reply.Answer answer) {
        Problem problem = Answers.problem(answer);
        if (problem.is("RoleAssignmentExists")) {
          return existing(principalId, grant.scope(), definition);
        }
        if (Replication.isBehind(answer)) {
          return new Outcome.Busy<>(problem, answer.retryAfter());
        }
      }
      return Answers.effect(reply);
    }
  }

  /** The same right under another name: made by somebody else, and good enough. */
  private Outcome<RoleAssignment> existing(String principalId, String scope, String definition) {
    return switch (ofPrincipal(principalId)) {
      case Listing.CouldNotLook<RoleAssignment>(Problem problem) -> new Outcome.Unknown<>(problem);
      case Listing.Complete<RoleAssignment>(List<RoleAssignment> held) ->
          held.stream()
              .filter(assignment -> assignment.scope().equalsIgnoreCase(scope))
              .filter(assignment -> guid(assignment.roleDefinitionId()).equals(guid(definition)))
              .findFirst()
              .map(Outcome::done)
              .orElseGet(() -> Outcome.busy("RoleAssignmentExists", "it exists, unseen yet"));
    };
  }

  @Override
  public Outcome<Removal> remove(String assignmentId) {
    try {
      Response<RoleAssignmentInner> response =
          assignments.deleteByIdWithResponse(assignmentId, null, Context.NONE);
      return Outcome.done(
          response.getStatusCode() == 204 ? Removal.ALREADY_ABSENT : Removal.REMOVED);
    } catch (RuntimeException thrown) {
      Reply reply = Answers.reply(thrown);
      return reply instanceof Reply.Answer answer && Answers.isAbsence(answer)
          ? Outcome.done(Removal.ALREADY_ABSENT)
          : Answers.deletion(reply);
    }
  }

  @Override
  public Listing<RoleAssignment> ofPrincipal(String principalId) {
    return list(
        Urls.query(
            "$filter", "principalId eq " + Urls.quoted(principalId), "api-version", VERSION));
  }

  @Override
  public Listing<RoleAssignment> ofRun(InstallationId installation, RunId run) {
    return marked(tags -> OwnerTags.carry(tags, installation, run));
  }

  @Override
  public Listing<RoleAssignment> ofInstallation(InstallationId installation) {
    return marked(tags -> OwnerTags.carry(tags, installation));
  }

  /** There is no filter on descriptions: all are listed, 4000 at most in a subscription. */
  private Listing<RoleAssignment> marked(Predicate<Map<String, String>> wanted) {
    return switch (list(Urls.query("api-version", VERSION))) {
      case Listing.CouldNotLook<RoleAssignment> failed -> failed;
      case Listing.Complete<RoleAssignment>(List<RoleAssignment> all) ->
          Listing.complete(
              all.stream()
                  .filter(role -> wanted.test(OwnerMark.read(role.description())))
                  .toList());
    };
  }

  private Listing<RoleAssignment> list(String query) {
    Listing<JsonNode> all = Listing.complete(List.of());
    for (String subscription : subscriptions) {
      all =
          all.and(
              arm.pages(
                  "/subscriptions/"
                      + Urls.path(subscription)
                      + "/providers/Microsoft.Authorization/roleAssignments"
                      + query,
                  "nextLink"));
    }
    return all.map(ArmRoleAssignments::shown);
  }

  private static RoleAssignment shown(JsonNode assignment) {
    JsonNode properties = assignment.path("properties");
    return new RoleAssignment(
        Json.text(assignment, "id"),
        Json.text(properties, "principalId"),
        Json.text(properties, "scope"),
        Json.text(properties, "roleDefinitionId"),
        Json.text(properties, "description"));
  }

  private static RoleAssignment shown(RoleAssignmentInner assignment, String scope) {
    return new RoleAssignment(
        assignment.id(),
        Objects.requireNonNullElse(assignment.principalId(), ""),
        Objects.requireNonNullElse(assignment.scope(), scope),
        Objects.requireNonNullElse(assignment.roleDefinitionId(), ""),
        Objects.requireNonNullElse(assignment.description(), ""));
  }

  /** Derived, so that a repeated request is the same assignment. */
  static String nameOf(String principalId, String scope, String definition) {
    String all = "%s|%s|%s".formatted(scope, principalId, guid(definition));
    return UUID.nameUUIDFromBytes(all.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** Definitions are shown below the subscription or below nothing; their GUID is what counts. */
  private static String guid(String definition) {
    return definition.substring(definition.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}

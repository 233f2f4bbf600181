package io.haymaker.azure.validation;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Every action of Azure Resource Manager that runs use is allowed by some role that the login
 * holds. Conditions of assignments and deny assignments are not looked at.
 */
final class PermissionCheck implements Check {
  private static final String API = "2022-04-01";

  /** For scenarios' groups, identities' roles and leftovers: anywhere in the subscription. */
  private static final List<String> SUBSCRIPTION_ACTIONS =
      List.of(
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Resources/subscriptions/resourceGroups/write",
          "Microsoft.Resources/subscriptions/resourceGroups/delete",
          "Microsoft.Authorization/roleAssignments/read",
          "Microsoft.Authorization/roleAssignments/write",
          "Microsoft.Authorization/roleAssignments/delete",
          "Microsoft.Authorization/roleDefinitions/read",
          "Microsoft.Authorization/locks/delete",
          // The inventory, and whatever an agent left behind: of any type.
          "*/read",
          "*/delete");

  /** For the agents' containers: in the installation's own group. */
  private static final List<String> GROUP_ACTIONS =
      List.of(
          "Microsoft.App/jobs/read",
          "Microsoft.App/jobs/write",
          "Microsoft.App/jobs/delete",
          "Microsoft.App/jobs/start/action",
          "Microsoft.App/jobs/stop/action",
          "Microsoft.App/managedEnvironments/read",
          "Microsoft.App/managedEnvironments/join/action",
          "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action");

  private final Rest arm;
  private final TokenCredential credential;
  private final String scope;
  private final ResourceId group;

  /**
   * @param scope of tokens for Resource Manager
   * @param group in which agents' containers are made
   */
  PermissionCheck(Rest arm, TokenCredential credential, String scope, ResourceId group) {
    this.arm = arm;
    this.credential = credential;
    this.scope = scope;
    this.group = group;
  }

  @Override
  public String name() {
    return "azure-permissions";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    JsonNode claims;
    try {
      claims =
          Tokens.claims(
              credential.getTokenSync(new TokenRequestContext().addScopes(scope)).getToken());
    } catch (RuntimeException thrown) {
      return couldNot(
          Answers.look(Answers.reply(thrown)) instanceof Look.CouldNotLook<?>(Problem problem)
              ? problem
              : new Problem("NoToken", thrown.getClass().getSimpleName()));
    }
    String me = Json.text(claims, "oid");
    String subscription = "/subscriptions/" + group.subscription();
    Listing<JsonNode> assignments =
        arm.pages(
            subscription
                + "/providers/Microsoft.Authorization/roleAssignments"
                + Urls.query("api-version", API)
                + "&$filter="
                + Urls.path("assignedTo('%s')".formatted(me)),
            "nextLink");
    return switch (assignments) {
      case Listing.Complete<JsonNode>(List<JsonNode> mine) -> judge(mine, subscription);
      case Listing.CouldNotLook<JsonNode>(Problem problem) -> couldNot(problem);
    };
  }

  private Finding judge(List<JsonNode> assignments, String subscription) {
    var held = new ArrayList<Permissions>();
    for (JsonNode assignment : assignments) {
      String role = Permissions.roleOf(assignment);
      Reply reply = arm.get(Urls.path(role) + Urls.query("api-version", API));
      if (!(reply instanceof Reply.Answer answer) || !answer.isGood()) {
        return couldNot(
            Answers.look(reply) instanceof Look.CouldNotLook<?>(Problem problem)
                ? problem
                : new Problem("RoleDefinitionNotFound", role));
      }
      held.add(
          new Permissions(
              Json.text(assignment.path("properties"), "scope"), answer.body().path("properties")));
    }
    List<String> missing =
        Stream.concat(
                SUBSCRIPTION_ACTIONS.stream()
                    .filter(action -> held.stream().noneMatch(h -> h.allow(action, subscription))),
                GROUP_ACTIONS.stream()
                    .filter(action -> held.stream().noneMatch(h -> h.allow(action, group.value()))))
            .toList();
    int needed = SUBSCRIPTION_ACTIONS.size() + GROUP_ACTIONS.size();
    return missing.isEmpty()
        ? Finding.passed("all %d needed actions are allowed".formatted(needed))
        : Finding.failed(
            "missing: " + String.join(", ", missing),
            "give the login roles with these actions: in the subscription, and those of"
                + " Microsoft.App and Microsoft.ManagedIdentity in the group "
                + group.name());
  }

  private static Finding couldNot(Problem problem) {
    return Finding.failed(
        problem.toString(),
        "let the login read role assignments and definitions: at least Reader on the subscription");
  }
}

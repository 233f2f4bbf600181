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
import io.haymaker.core.validation.Check.Finding;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The roles that our login holds, through groups too. Conditions of assignments and deny
 * assignments are not looked at.
 */
final class HeldRoles {
  private static final String API = "2022-04-01";

  private final Rest arm;
  private final TokenCredential credential;
  private final String scope;

  /**
   * @param scope of tokens for Resource Manager
   */
  HeldRoles(Rest arm, TokenCredential credential, String scope) {
    this.arm = arm;
    this.credential = credential;
    this.scope = scope;
  }

  /** What they let do, in a subscription, below it and above it. */
  Listing<Permissions> read(String subscription) {
    JsonNode claims;
    try {
      claims =
          Tokens.claims(
              credential.getTokenSync(new TokenRequestContext().addScopes(scope)).getToken());
    } catch (RuntimeException thrown) {
      return new Listing.CouldNotLook<>(
          Answers.look(Answers.reply(thrown)) instanceof Look.CouldNotLook<?>(Problem problem)
              ? problem
              : new Problem("NoToken", thrown.getClass().getSimpleName()));
    }
    Listing<JsonNode> assignments =
        arm.pages(
            "/subscriptions/"
                + subscription
                + "/providers/Microsoft.Authorization/roleAssignments"
                + Urls.query("api-version", API)
                + "&$filter="
                + Urls.path("assignedTo('%s')".formatted(Json.text(claims, "oid"))),
            "nextLink");
    return switch (assignments) {
      case Listing.Complete<JsonNode>(List<JsonNode> mine) -> definitions(mine);
      case Listing.CouldNotLook<JsonNode>(Problem problem) -> new Listing.CouldNotLook<>(problem);
    };
  }

  private Listing<Permissions> definitions(List<JsonNode> assignments) {
    var held = new ArrayList<Permissions>();
    for (JsonNode assignment : assignments) {
      String role = Permissions.roleOf(assignment);
      Reply reply = arm.get(Urls.path(role) + Urls.query("api-version", API));
      if (!(reply instanceof Reply.Answer answer) || !answer.isGood()) {
        return new Listing.CouldNotLook<>(
            Answers.look(reply) instanceof Look.CouldNotLook<?>(Problem problem)
                ? problem
                : new Problem("RoleDefinitionNotFound", role));
      }
      held.add(
          new Permissions(
              Json.text(assignment.path("properties"), "scope"), answer.body().path("properties")));
    }
    return new Listing.Complete<>(held);
  }

  /** For checks that cannot tell without. */
  static Finding unread(Problem problem) {
    return Finding.failed(
        problem.toString(),
        "let the login read role assignments and definitions: at least Reader on the subscription");
  }
}

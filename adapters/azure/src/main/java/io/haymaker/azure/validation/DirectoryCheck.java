package io.haymaker.azure.validation;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Applications can be read through Microsoft Graph, and the token carries the permission to make
 * them. Directory roles grant that too, but no token tells it: then only reading is tried.
 */
final class DirectoryCheck implements Check {
  /** Either will do; the first is the lesser. */
  private static final List<String> WRITERS =
      List.of("Application.ReadWrite.OwnedBy", "Application.ReadWrite.All");

  private final Rest graph;
  private final TokenCredential credential;
  private final String scope;

  DirectoryCheck(Rest graph, TokenCredential credential, String scope) {
    this.graph = graph;
    this.credential = credential;
    this.scope = scope;
  }

  @Override
  public String name() {
    return "graph-permissions";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    Reply reply = graph.get("/v1.0/applications?$top=1&$select=id");
    if (!(reply instanceof Reply.Answer answer) || !answer.isGood()) {
      return Finding.failed(
          Answers.listing(reply) instanceof Listing.CouldNotLook<?> failed
              ? failed.problem().toString()
              : "no answer",
          "check HAYMAKER_GRAPH_ENDPOINT, and grant the login Application.ReadWrite.OwnedBy with"
              + " an administrator's consent");
    }
    JsonNode roles =
        Tokens.claims(
                credential.getTokenSync(new TokenRequestContext().addScopes(scope)).getToken())
            .path("roles");
    if (!roles.isArray()) {
      return Finding.passed(
          "applications can be read; whether they can be made, the token does not tell");
    }
    Set<String> held =
        roles
            .valueStream()
            .map(role -> role.asString(""))
            .collect(java.util.stream.Collectors.toSet());
    return WRITERS.stream().anyMatch(held::contains)
        ? Finding.passed("applications can be read and made")
        : Finding.failed(
            "missing: Application.ReadWrite.OwnedBy",
            "grant it to the login in Microsoft Graph, with an administrator's consent");
  }
}

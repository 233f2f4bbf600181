package io.haymaker.azure.audit;

import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.audit.AuditReads.Scope;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Problem;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Looks for containers of every kind that Azure runs for us, over whole subscriptions: who runs
 * them asks by group of resources.
 */
final class ContainerEyes {
  /** Codes of a service that the subscription does not use. */
  private static final Set<String> UNUSED =
      Set.of("MissingSubscriptionRegistration", "SubscriptionNotRegistered");

  private record Kind(String word, String type, String version) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("job", "Microsoft.App/jobs", "2025-01-01"),
          new Kind("app", "Microsoft.App/containerApps", "2025-01-01"),
          new Kind("container group", "Microsoft.ContainerInstance/containerGroups", "2023-05-01"));

  private final Rest arm;
  private final List<String> subscriptions;

  ContainerEyes(Rest arm, List<String> subscriptions) {
    this.arm = arm;
    this.subscriptions = subscriptions;
  }

  /** Ended ones too; each in words that name it. */
  Listing<String> containers(Scope scope) {
    Listing<String> all = Listing.complete(List.of());
    for (String subscription : subscriptions) {
      for (Kind kind : KINDS) {
        all = all.and(of(kind, subscription, scope));
      }
    }
    return all;
  }

  private Listing<String> of(Kind kind, String subscription, Scope scope) {
    String path =
        "/subscriptions/%s/providers/%s".formatted(Urls.path(subscription), kind.type())
            + Urls.query("api-version", kind.version());
    return switch (arm.pages(path, "nextLink")) {
      case Listing.CouldNotLook<JsonNode>(Problem problem) ->
          UNUSED.stream().anyMatch(problem::is)
              ? Listing.complete(List.of())
              : new Listing.CouldNotLook<>(problem.at(kind.type()));
      case Listing.Complete<JsonNode>(List<JsonNode> items) ->
          Listing.complete(
              items.stream()
                  .filter(item -> scope.covers(Json.texts(item.path("tags"))))
                  .map(item -> kind.word() + " " + Json.text(item, "name"))
                  .toList());
    };
  }
}

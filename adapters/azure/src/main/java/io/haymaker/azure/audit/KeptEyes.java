package io.haymaker.azure.audit;

import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.audit.AuditReads.Kept;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Looks at what services keep of deleted resources. */
final class KeptEyes {
  private static final Map<String, String> LISTS =
      Map.of(
          "Microsoft.KeyVault/deletedVaults", "2023-07-01",
          "Microsoft.KeyVault/deletedManagedHSMs", "2023-07-01",
          "Microsoft.AppConfiguration/deletedConfigurationStores", "2024-05-01",
          "Microsoft.CognitiveServices/deletedAccounts", "2024-10-01",
          "Microsoft.ApiManagement/deletedservices", "2024-05-01",
          "Microsoft.OperationalInsights/deletedWorkspaces", "2023-09-01");

  /** Where a copy says what it was. */
  private static final List<String> ORIGINS =
      List.of("vaultId", "mhsmId", "configurationStoreId", "serviceId");

  private static final Pattern ACCOUNT =
      Pattern.compile(
          "(/subscriptions/[^/]+)/providers/(Microsoft\\.CognitiveServices)/locations/[^/]+"
              + "(/resourceGroups/[^/]+)/deletedAccounts/([^/]+)",
          Pattern.CASE_INSENSITIVE);

  /** Codes of a service that the subscription does not use. */
  private static final Set<String> UNUSED =
      Set.of("MissingSubscriptionRegistration", "SubscriptionNotRegistered");

  private final Rest arm;
  private final List<String> subscriptions;

  KeptEyes(Rest arm, List<String> subscriptions) {
    this.arm = arm;
    this.subscriptions = subscriptions;
  }

  Listing<Kept> all() {
    Listing<Kept> all = Listing.complete(List.of());
    for (String subscription : subscriptions) {
      for (Map.Entry<String, String> list : LISTS.entrySet()) {
        String path =
            "/subscriptions/%s/providers/%s".formatted(Urls.path(subscription), list.getKey());
        all = all.and(read(path + Urls.query("api-version", list.getValue()), list.getKey()));
      }
    }
    return all;
  }

  private Listing<Kept> read(String path, String list) {
    return switch (arm.pages(path, "nextLink")) {
      case Listing.CouldNotLook<JsonNode>(Problem problem) ->
          UNUSED.stream().anyMatch(problem::is)
              ? Listing.complete(List.of())
              : new Listing.CouldNotLook<>(problem.at(list));
      case Listing.Complete<JsonNode>(List<JsonNode> items) -> {
        var kept = new ArrayList<Kept>();
        for (JsonNode item : items) {
          Optional<ResourceId> origin = origin(item);
          if (origin.isEmpty()) {
            yield Listing.couldNotLook("UnreadableAnswer", list + ": an item has no origin");
          }
          kept.add(new Kept(origin.get(), tags(item)));
        }
        yield Listing.complete(kept);
      }
    };
  }

  private static Optional<ResourceId> origin(JsonNode item) {
    for (String member : ORIGINS) {
      String told = Json.text(item.path("properties"), member);
      if (!told.isEmpty()) {
        return Optional.of(ResourceId.of(told));
      }
    }
    String id = Json.text(item, "id");
    Matcher account = ACCOUNT.matcher(id);
    if (account.matches()) {
      return Optional.of(
          ResourceId.of(
              "%s%s/providers/%s/accounts/%s"
                  .formatted(
                      account.group(1), account.group(3), account.group(2), account.group(4))));
    }
    return id.toLowerCase(java.util.Locale.ROOT).contains("/resourcegroups/")
        ? Optional.of(ResourceId.of(id))
        : Optional.empty();
  }

  private static Map<String, String> tags(JsonNode item) {
    Map<String, String> own = Json.texts(item.path("tags"));
    return own.isEmpty() ? Json.texts(item.path("properties").path("tags")) : own;
  }
}

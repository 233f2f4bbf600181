package io.haymaker.azure.resource;

import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.SoftDeleted;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The services' lists of what they keep of deleted resources. */
final class KeptLists {
  /** Of a service that the subscription does not use nothing can be kept there. */
  private static final Set<String> UNUSED =
      Set.of("MissingSubscriptionRegistration", "SubscriptionNotRegistered");

  private final Rest arm;

  KeptLists(Rest arm) {
    this.arm = arm;
  }

  /**
   * What is kept of a resource.
   *
   * @param place the path at which it is purged
   * @param location where it was
   */
  record Kept(SoftDeleted what, String place, String location) {}

  /** All that is kept in a subscription. */
  Listing<Kept> in(String subscription) {
    Listing<Kept> all = Listing.complete(List.of());
    for (KeptKind kind : KeptKind.values()) {
      if (kind.isListed()) {
        all = all.and(of(kind, subscription));
      }
    }
    return all;
  }

  /** What is kept of one resource; {@code Absent} also when its service keeps nothing. */
  Look<Kept> of(ResourceId id) {
    Optional<KeptKind> kind = KeptKind.of(id).filter(KeptKind::isListed);
    if (kind.isEmpty()) {
      return Look.absent();
    }
    return switch (of(kind.get(), id.subscription())) {
      case Listing.CouldNotLook<Kept>(Problem problem) -> new Look.CouldNotLook<>(problem);
      case Listing.Complete<Kept>(List<Kept> all) ->
          all.stream()
              .filter(kept -> kept.what().id().equals(id))
              .findFirst()
              .<Look<Kept>>map(Look::found)
              .orElseGet(Look::absent);
    };
  }

  private Listing<Kept> of(KeptKind kind, String subscription) {
    Listing<JsonNode> listing =
        arm.pages(
            "/subscriptions/"
                + Urls.path(subscription)
                + kind.listPath()
                + Urls.query("api-version", kind.version()),
            "nextLink");
    return switch (listing) {
      case Listing.CouldNotLook<JsonNode>(Problem problem) ->
          UNUSED.stream().anyMatch(problem::is)
              ? Listing.complete(List.of())
              : new Listing.CouldNotLook<>(problem.at(kind.listPath()));
      case Listing.Complete<JsonNode>(List<JsonNode> items) -> all(kind, items);
    };
  }

  private static Listing<Kept> all(KeptKind kind, List<JsonNode> items) {
    var all = new ArrayList<Kept>();
    for (JsonNode item : items) {
      Optional<ResourceId> id = kind.originOf(item);
      if (id.isEmpty()) {
        return Listing.couldNotLook(
            "UnreadableAnswer",
            "something in %s does not say what it was".formatted(kind.listPath()));
      }
      JsonNode properties = item.path("properties");
      Map<String, String> own = Json.texts(item.path("tags"));
      all.add(
          new Kept(
              new SoftDeleted(
                  id.get(),
                  own.isEmpty() ? Json.texts(properties.path("tags")) : own,
                  protectedUntil(properties)),
              Json.text(item, "id"),
              Json.text(item, "location")));
    }
    return Listing.complete(all);
  }

  private static Optional<Instant> protectedUntil(JsonNode properties) {
    if (!properties.path("purgeProtectionEnabled").asBoolean(false)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          OffsetDateTime.parse(Json.text(properties, "scheduledPurgeDate")).toInstant());
    } catch (DateTimeParseException untold) {
      return Optional.of(Instant.MAX);
    }
  }
}

package io.haymaker.azure.resource;

import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.ApiVersions;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.resource.SoftDeleted;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads single resources and the locks of groups. */
public final class ArmReader implements ResourceReader {

  private static final String LOCKS = "2016-09-01";

  /** A lock has no tags; what made it may say whose it is in the notes, as {@code Name=value}. */
  private static final Pattern NOTED = Pattern.compile("([A-Za-z-]+)=([^\\s;,]+)");

  private static final Set<String> NOTED_NAMES =
      Set.of(OwnerTags.MANAGED, OwnerTags.RUN, OwnerTags.SCENARIO, OwnerTags.INSTALLATION);

  private final Rest arm;
  private final ApiVersions versions;
  private final KeptLists kept;
  private final List<String> subscriptions;

  public ArmReader(Rest arm, ApiVersions versions, List<String> subscriptions) {
    this.arm = arm;
    this.versions = versions;
    this.kept = new KeptLists(arm);
    this.subscriptions = List.copyOf(subscriptions);
  }

  @Override
  public Look<Resource> read(ResourceId id) {
    return switch (versions.of(id)) {
      case Look.Found<String>(String version) -> get(id, version);
      case Look.Absent<String> _ ->
          Look.couldNotLook("UnknownType", "no provider has the type " + id.type());
      case Look.CouldNotLook<String> failed -> new Look.CouldNotLook<>(failed.problem());
    };
  }

  private Look<Resource> get(ResourceId id, String version) {
    Reply reply = arm.get(Urls.path(id.value()) + Urls.query("api-version", version));
    return reply instanceof Reply.Answer answer && answer.isGood()
        ? Look.found(resource(id, answer.body()))
        : Answers.look(reply);
  }

  private static Resource resource(ResourceId id, JsonNode body) {
    return new Resource(
        id,
        Json.texts(body.path("tags")),
        managedBy(body),
        References.in(id, body),
        new Resource.Traits(createdAt(body), size(body)));
  }

  /** Not every service tells. */
  private static Optional<Instant> createdAt(JsonNode body) {
    try {
      return Optional.of(Json.text(body.path("systemData"), "createdAt"))
          .filter(text -> !text.isEmpty())
          .map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> size(JsonNode body) {
    return Stream.of(
            Json.text(body.path("properties").path("hardwareProfile"), "vmSize"),
            Json.text(body.path("sku"), "name"))
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** Empty, too, when what manages it is no resource (a tenant-wide service's name). */
  static Optional<ResourceId> managedBy(JsonNode body) {
    String text = Json.text(body, "managedBy");
    return text.regionMatches(true, 0, "/subscriptions/", 0, 15) && text.length() > 15
        ? Optional.of(ResourceId.of(text))
        : Optional.empty();
  }

  @Override
  public Listing<Resource> contents(ResourceId group) {
    Listing<JsonNode> listing =
        arm.pages(
            Urls.path(group.value())
                + "/resources"
                + Urls.query("api-version", ApiVersions.RESOURCES),
            "nextLink");
    return ofAbsentGroup(listing)
        ? Listing.complete(List.of())
        : listing.map(
            item ->
                new Resource(
                    ResourceId.of(Json.text(item, "id")),
                    Json.texts(item.path("tags")),
                    managedBy(item),
                    Set.of()));
  }

  @Override
  public Listing<Resource> locks(ResourceId group) {
    Listing<JsonNode> listing =
        arm.pages(
            Urls.path(group.value())
                + "/providers/Microsoft.Authorization/locks"
                + Urls.query("api-version", LOCKS),
            "nextLink");
    if (ofAbsentGroup(listing)) {
      return Listing.complete(List.of());
    }
    return listing.map(
        lock ->
            Resource.of(
                ResourceId.of(Json.text(lock, "id")),
                noted(Json.text(lock.path("properties"), "notes"))));
  }

  @Override
  public Listing<SoftDeleted> softDeleted() {
    Listing<KeptLists.Kept> all = Listing.complete(List.of());
    for (String subscription : subscriptions) {
      all = all.and(kept.in(subscription));
    }
    return all.map(KeptLists.Kept::what);
  }

  private static boolean ofAbsentGroup(Listing<JsonNode> listing) {
    return listing instanceof Listing.CouldNotLook<JsonNode> failed
        && failed.problem().is("ResourceGroupNotFound");
  }

  private static Map<String, String> noted(String notes) {
    var tags = new LinkedHashMap<String, String>();
    Matcher pair = NOTED.matcher(notes);
    while (pair.find()) {
      if (NOTED_NAMES.contains(pair.group(1))) {
        tags.put(pair.group(1), pair.group(2));
      }
    }
    return tags;
  }
}

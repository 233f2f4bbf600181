package io.haymaker.azure.queue;

import io.haymaker.azure.event.NamespaceFinder;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.scaler.QueueDepth;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A topic's subscriptions, which reading rights on the resources are enough for. */
final class SubscriptionList {
  /** What can be no namespace's name, but the address of a bus elsewhere. */
  private static final Pattern ADDRESS = Pattern.compile(".*:\\d+|localhost|[\\d.]+");

  private final Rest arm;
  private final QueueSettings settings;

  /** Where the namespace was found; it does not move. */
  private final AtomicReference<@Nullable ResourceId> known = new AtomicReference<>();

  SubscriptionList(Rest arm, QueueSettings settings) {
    this.arm = arm;
    this.settings = settings;
  }

  Listing<QueueDepth> all() {
    return switch (namespace()) {
      case Look.Found<ResourceId>(ResourceId namespace) -> of(namespace);
      case Look.Absent<ResourceId> _ ->
          Listing.couldNotLook(
              "NamespaceNotFound",
              "no namespace in %s has the address %s"
                  .formatted(settings.group(), settings.namespace()));
      case Look.CouldNotLook<ResourceId>(Problem problem) -> new Listing.CouldNotLook<>(problem);
    };
  }

  private Listing<QueueDepth> of(ResourceId namespace) {
    String path =
        Urls.path(namespace.value() + "/topics/" + settings.topic() + "/subscriptions")
            + Urls.query("api-version", NamespaceFinder.API);
    return arm.pages(path, "nextLink").then(SubscriptionList::depths);
  }

  private static Listing<QueueDepth> depths(List<JsonNode> subscriptions) {
    List<QueueDepth> depths =
        subscriptions.stream()
            .map(one -> new QueueDepth(Json.text(one, "name"), messages(one)))
            .sorted(Comparator.comparing(QueueDepth::subscription))
            .toList();
    return depths.stream().anyMatch(one -> one.subscription().isEmpty())
        ? Listing.couldNotLook("UnreadableAnswer", "a subscription has no name")
        : Listing.complete(depths);
  }

  private static OptionalLong messages(JsonNode subscription) {
    JsonNode count =
        subscription.path("properties").path("countDetails").path("activeMessageCount");
    return count.isIntegralNumber() && count.asLong() >= 0
        ? OptionalLong.of(count.asLong())
        : OptionalLong.empty();
  }

  private Look<ResourceId> namespace() {
    String text = settings.namespace();
    if (!ADDRESS.matcher(text).matches()) {
      String name = text.split("\\.", 2)[0];
      return Look.found(
          ResourceId.of(
              settings.group().value() + "/providers/Microsoft.ServiceBus/namespaces/" + name));
    }
    ResourceId before = known.get();
    if (before != null) {
      return Look.found(before);
    }
    Look<ResourceId> look = new NamespaceFinder(arm).find(settings.group().value(), text);
    if (look instanceof Look.Found<ResourceId>(ResourceId found)) {
      known.set(found);
    }
    return look;
  }
}

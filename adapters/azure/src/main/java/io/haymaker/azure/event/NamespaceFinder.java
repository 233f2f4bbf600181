package io.haymaker.azure.event;

import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.ResourceId;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds the namespace that has an address, among those that we can list. */
public final class NamespaceFinder {
  /** The version of Service Bus's resources. */
  public static final String API = "2024-01-01";

  private final Rest arm;

  public NamespaceFinder(Rest arm) {
    this.arm = arm;
  }

  /**
   * @param scope path of a subscription or of a resource group
   * @param address host of the namespace, with its port where it has one of its own
   */
  public Look<ResourceId> find(String scope, String address) {
    String path =
        scope + "/providers/Microsoft.ServiceBus/namespaces" + Urls.query("api-version", API);
    return switch (arm.pages(path, "nextLink")) {
      case Listing.CouldNotLook<JsonNode>(Problem problem) -> new Look.CouldNotLook<>(problem);
      case Listing.Complete<JsonNode>(List<JsonNode> namespaces) -> {
        Optional<ResourceId> found =
            namespaces.stream()
                .filter(namespace -> isAt(address.toLowerCase(Locale.ROOT), namespace))
                .map(namespace -> ResourceId.of(Json.text(namespace, "id")))
                .findFirst();
        yield found.isPresent() ? Look.found(found.get()) : Look.absent();
      }
    };
  }

  /** By the endpoint that the namespace shows, with its port where ours has one. */
  private static boolean isAt(String address, JsonNode namespace) {
    String endpoint = Json.text(namespace.path("properties"), "serviceBusEndpoint");
    if (endpoint.isEmpty()) {
      return address.equals(
          Json.text(namespace, "name").toLowerCase(Locale.ROOT) + ".servicebus.windows.net");
    }
    URI shown = URI.create(endpoint.toLowerCase(Locale.ROOT));
    return address.contains(":")
        ? address.equals(shown.getHost() + ":" + shown.getPort())
        : address.equals(shown.getHost());
  }
}

package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Routes;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Azure Resource Manager. */
public final class ArmService implements Service {
  private final Cloud cloud;
  private final Authorizer authorizer;
  private final List<ResourceProvider> providers;
  private final Routes routes;

  /** Resource Manager with these providers. */
  public ArmService(Cloud cloud, Authorizer authorizer, List<ResourceProvider> providers) {
    this.cloud = cloud;
    this.authorizer = authorizer;
    this.providers = List.copyOf(providers);
    this.routes = new Routes().on("GET", "/subscriptions", (request, holes) -> subscriptions());
  }

  @Override
  public String name() {
    return "arm";
  }

  @Override
  public boolean owns(Request request) {
    return request.under("subscriptions") || request.under("providers") || request.under("tenants");
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of(Audience.ARM);
  }

  @Override
  public Response handle(Request request) {
    return routes
        .handle(request)
        .or(() -> askProviders(request))
        .orElseThrow(
            () ->
                new Refused(
                    404,
                    "NotFound",
                    "Resource Manager does not answer "
                        + request.method()
                        + " "
                        + request.path()
                        + "."));
  }

  private Optional<Response> askProviders(Request request) {
    List<String> parts = request.segments();
    int at = ResourceId.lastProviders(parts);
    if (at < 0) {
      return Optional.empty();
    }
    String scope = ResourceId.scope(parts.subList(0, at));
    ProviderCall call =
        new ProviderCall(request, scope, parts.get(at + 1), parts.subList(at + 2, parts.size()));
    authorizer.require(request.caller(), new Permission.Control(call.action()), scope);
    return providers.stream()
        .filter(provider -> provider.namespace().equalsIgnoreCase(call.namespace()))
        .flatMap(provider -> provider.handle(call).stream())
        .findFirst();
  }

  private Response subscriptions() {
    ObjectNode body = Json.object();
    body.putArray("value")
        .addObject()
        .put("id", "/subscriptions/" + cloud.subscriptionId())
        .put("subscriptionId", cloud.subscriptionId())
        .put("tenantId", cloud.tenantId())
        .put("displayName", "HayMaker emulator")
        .put("state", "Enabled");
    return Response.json(200, body);
  }
}

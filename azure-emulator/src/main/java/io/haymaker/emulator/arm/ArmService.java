package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Membership;
import io.haymaker.emulator.rbac.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Azure Resource Manager: finds out what a request is about, and whether the caller may do it. */
public final class ArmService implements Service {
  private final Cloud cloud;
  private final Authorizer authorizer;
  private final Membership membership;
  private final BookScopes scopes;
  private final Operations operations;
  private final Lists lists;
  private final Groups groups;
  private final ProviderCatalog catalog;
  private final ProviderCalls calls;
  private final Throttle throttle;

  /** Resource Manager over these books, with these providers. */
  public ArmService(
      Cloud cloud,
      Authorizer authorizer,
      Membership membership,
      GroupBook groupBook,
      ResourceBook resourceBook,
      List<ResourceProvider> resourceProviders) {
    this.cloud = cloud;
    this.authorizer = authorizer;
    this.membership = membership;
    this.scopes = new BookScopes(cloud, groupBook, resourceBook);
    this.operations = new Operations(cloud);
    this.catalog = new ProviderCatalog(cloud, resourceBook);
    this.throttle = new Throttle(cloud);
    Providers providers = new Providers(resourceProviders);
    Viewer viewer = new Viewer(cloud.clock(), resourceBook, providers);
    this.lists =
        new Lists(
            authorizer, resourceBook, groupBook, viewer, new Pages(cloud), cloud.subscriptionId());
    Resources resources = new Resources(cloud, resourceBook, scopes, providers, viewer, operations);
    Deletions deletions =
        new Deletions(cloud, resourceBook, groupBook, scopes, providers, resources, operations);
    this.groups = new Groups(cloud, groupBook, resourceBook, scopes, deletions);
    this.calls =
        new ProviderCalls(
            authorizer,
            scopes,
            providers,
            resources,
            deletions,
            lists,
            operations,
            new Power(cloud, resourceBook, operations),
            new Tags(cloud, resourceBook, groupBook, scopes));
    resourceBook.bury(
        deleted ->
            providers.of(deleted.id().namespace()).stream().anyMatch(p -> p.remembers(deleted)));
    operations.forgetOld();
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
    ApiVersion.require(request);
    Throttle.Remaining remaining = throttle.take(request);
    try {
      return remaining.on(answer(request));
    } catch (Refused refused) {
      // Who is refused hears what remains, too: a provider's own 429 is not Resource Manager's.
      throw Refused.with(remaining.on(refused.response()));
    }
  }

  private Response answer(Request request) {
    List<String> parts = request.segments();
    String first = parts.getFirst().toLowerCase(Locale.ROOT);
    if (!first.equals("subscriptions")) {
      return tenantLevel(request, parts, first);
    }
    if (parts.size() == 1) {
      requireGet(request);
      return subscriptions(request);
    }
    scopes.requireSubscription(parts.get(1));
    if (Operations.isOperation(parts)) {
      requireGet(request);
      return operations.look(request, lists::show);
    }
    String kind = parts.size() > 2 ? parts.get(2).toLowerCase(Locale.ROOT) : "";
    String scope = "/subscriptions/" + cloud.subscriptionId();
    switch (kind) {
      case "" -> {
        requireGet(request);
        requireAnyRole(request, scope);
        return Response.json(200, subscription());
      }
      case "locations" -> {
        requireGet(request);
        requireAnyRole(request, scope);
        return Response.json(200, locations());
      }
      case "resources" -> {
        requireGet(request);
        return lists.resources(request, scope);
      }
      case "providers" -> {
        if (parts.size() <= 4 || isRegistration(request, parts)) {
          return providers(request, parts, scope);
        }
      }
      case "resourcegroups" -> {
        if (parts.size() == 3) {
          requireGet(request);
          return lists.groups(request);
        }
        if (parts.size() == 4) {
          return group(request, scope + "/resourceGroups/" + parts.get(3), parts.get(3));
        }
        if (parts.size() == 5 && parts.get(4).equalsIgnoreCase("resources")) {
          requireGet(request);
          scopes.requireGroup(parts.get(3));
          return lists.resources(request, scope + "/resourceGroups/" + parts.get(3));
        }
      }
      default -> {
        // Falls through to what is below a provider.
      }
    }
    if (ResourceId.lastProviders(parts) >= 0) {
      return calls.answer(request);
    }
    throw nothingThere(request);
  }

  private Response tenantLevel(Request request, List<String> parts, String first) {
    String scope = "/subscriptions/" + cloud.subscriptionId();
    if (first.equals("tenants") && parts.size() == 1) {
      requireGet(request);
      ObjectNode body = Json.object();
      body.putArray("value")
          .addObject()
          .put("id", "/tenants/" + cloud.tenantId())
          .put("tenantId", cloud.tenantId())
          .put("displayName", "HayMaker emulator");
      return Response.json(200, body);
    }
    if (first.equals("providers") && parts.size() <= 2) {
      requireAnyRole(request, scope);
      return parts.size() == 1 ? catalogList() : Response.json(200, catalog.find(parts.get(1)));
    }
    throw nothingThere(request);
  }

  private Response subscriptions(Request request) {
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    if (membership.hasAnyRole(request.caller())) {
      value.add(subscription());
    }
    return Response.json(200, body);
  }

  private ObjectNode subscription() {
    ObjectNode subscription =
        Json.object()
            .put("id", "/subscriptions/" + cloud.subscriptionId())
            .put("subscriptionId", cloud.subscriptionId())
            .put("tenantId", cloud.tenantId())
            .put("displayName", "HayMaker emulator")
            .put("state", "Enabled")
            .put("authorizationSource", "RoleBased");
    subscription.putArray("managedByTenants");
    return subscription;
  }

  private ObjectNode locations() {
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    for (String name :
        new String[] {cloud.location(), "northeurope", "uksouth", "eastus", "eastus2", "westus2"}) {
      ObjectNode location =
          value
              .addObject()
              .put("id", "/subscriptions/" + cloud.subscriptionId() + "/locations/" + name)
              .put("name", name)
              .put("type", "Region")
              .put("displayName", name)
              .put("regionalDisplayName", name);
      location.putObject("metadata").put("regionType", "Physical");
    }
    return body;
  }

  private Response group(Request request, String scope, String name) {
    String verb =
        switch (request.method()) {
          case "GET", "HEAD" -> "read";
          case "DELETE" -> "delete";
          default -> "write";
        };
    authorizer.require(
        request.caller(),
        new Permission.Control("Microsoft.Resources/subscriptions/resourceGroups/" + verb),
        scope);
    return groups.handle(request, name);
  }

  private static boolean isRegistration(Request request, List<String> parts) {
    return request.method().equals("POST")
        && parts.size() == 5
        && (parts.get(4).equalsIgnoreCase("register")
            || parts.get(4).equalsIgnoreCase("unregister"));
  }

  /** All namespaces are registered from the start, so that registering changes nothing. */
  private Response providers(Request request, List<String> parts, String scope) {
    if (parts.size() == 5) {
      if (parts.get(4).equalsIgnoreCase("unregister")) {
        throw new Refused(
            409, "CannotUnregisterProvider", "The emulator's providers stay registered.");
      }
      authorizer.require(
          request.caller(), new Permission.Control(parts.get(3) + "/register/action"), scope);
      return Response.json(200, catalog.find(parts.get(3)));
    }
    requireGet(request);
    requireAnyRole(request, scope);
    return parts.size() == 3 ? catalogList() : Response.json(200, catalog.find(parts.get(3)));
  }

  private Response catalogList() {
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    catalog.all().forEach(value::add);
    return Response.json(200, body);
  }

  private void requireAnyRole(Request request, String scope) {
    if (!membership.hasAnyRole(request.caller())) {
      authorizer.require(
          request.caller(),
          new Permission.Control("Microsoft.Resources/subscriptions/read"),
          scope);
    }
  }

  private static void requireGet(Request request) {
    if (!request.method().equals("GET")) {
      throw new Refused(
          405,
          "MethodNotAllowed",
          "Resource Manager does not answer " + request.method() + " " + request.path() + ".");
    }
  }

  private static Refused nothingThere(Request request) {
    return new Refused(
        404,
        "NotFound",
        "Resource Manager does not answer " + request.method() + " " + request.path() + ".");
  }
}

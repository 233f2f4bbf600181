package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Everything below {@code {scope}/providers/{namespace}}. */
final class ProviderCalls {
  /**
   * What can be listed of a provider and is no type of resource: an empty list would be made up.
   */
  private static final Set<String> NO_RESOURCES = Set.of("operations", "skus", "usages");

  private final Authorizer authorizer;
  private final BookScopes scopes;
  private final Providers providers;
  private final Resources resources;
  private final Deletions deletions;
  private final Lists lists;
  private final Operations operations;
  private final Power power;
  private final Tags tags;

  ProviderCalls(
      Authorizer authorizer,
      BookScopes scopes,
      Providers providers,
      Resources resources,
      Deletions deletions,
      Lists lists,
      Operations operations,
      Power power,
      Tags tags) {
    this.authorizer = authorizer;
    this.scopes = scopes;
    this.providers = providers;
    this.resources = resources;
    this.deletions = deletions;
    this.lists = lists;
    this.operations = operations;
    this.power = power;
    this.tags = tags;
  }

  Response answer(Request request) {
    List<String> parts = request.segments();
    int at = ResourceId.lastProviders(parts);
    ProviderCall call =
        new ProviderCall(
            request,
            ResourceId.scope(parts.subList(0, at)),
            parts.get(at + 1),
            parts.subList(at + 2, parts.size()));
    if (call.tail().isEmpty()) {
      throw new Refused(404, "NotFound", "There is nothing at " + request.path() + ".");
    }
    // A list of a whole type shows what the caller may read; everything else needs the right, and
    // so do the lists of what is deleted, which lie in no group.
    boolean wholeType =
        call.tail().size() == 1
            && request.method().equals("GET")
            && !call.tail().getFirst().toLowerCase(Locale.ROOT).startsWith("deleted");
    Permission permission = new Permission.Control(call.action());
    String target = target(call);
    if (!wholeType) {
      authorizer.require(request.caller(), permission, target);
    }
    if (!wholeType || authorizer.allows(request.caller(), permission, target)) {
      Optional<Response> special =
          providers.of(call.namespace()).stream()
              .flatMap(provider -> provider.handle(call).stream())
              .findFirst();
      if (special.isPresent()) {
        return special.get();
      }
    }
    return call.tail().size() % 2 == 0 ? named(request, call) : unnamed(request, call);
  }

  /** The id of the resource that the call is about: the deepest one that it names. */
  private static String target(ProviderCall call) {
    int pairs = call.tail().size() / 2;
    return pairs == 0 ? call.scope() : call.resource(pairs).text();
  }

  private Response named(Request request, ProviderCall call) {
    ResourceId id = call.resource(call.tail().size() / 2);
    if (id.isA("Microsoft.Resources/tags")) {
      return tags.handle(request, call.scope());
    }
    if (call.tail().getFirst().equalsIgnoreCase("locations")) {
      throw notDone(request);
    }
    return switch (request.method()) {
      case "GET" -> {
        id.group().ifPresent(scopes::requireGroup);
        yield lists
            .show(id)
            .map(view -> operations.patientUntilSettled(Response.json(200, view), view))
            .orElseThrow(() -> BookScopes.notFound(id));
      }
      case "HEAD" -> Response.empty(lists.show(id).isPresent() ? 204 : 404);
      case "PUT", "PATCH" -> {
        refuseDeployments(id);
        yield resources.write(request, id);
      }
      case "DELETE" -> deletions.resource(request, id);
      default -> throw notDone(request);
    };
  }

  private static void refuseDeployments(ResourceId id) {
    if (id.isA("Microsoft.Resources/deployments")
        || id.isA("Microsoft.Resources/deploymentScripts")) {
      throw new Refused(
          400, "DeploymentsNotEmulated", "The emulator does not run templates or scripts.");
    }
  }

  private Response unnamed(Request request, ProviderCall call) {
    int pairs = call.tail().size() / 2;
    String last = call.tail().getLast();
    // What a provider knows of a region is no resource: "not found" would be made up.
    if (pairs > 0 && call.tail().getFirst().equalsIgnoreCase("locations")) {
      throw notDone(request);
    }
    if (request.method().equals("GET")) {
      if (pairs == 0) {
        if (NO_RESOURCES.contains(last.toLowerCase(Locale.ROOT))) {
          throw notDone(request);
        }
        scopes.requirePresent(call.scope());
        return lists.ofType(request, call.scope(), call.namespace() + "/" + last);
      }
      ResourceId parent = call.resource(pairs);
      scopes.requirePresent(parent.scope());
      if (parent.isA("Microsoft.Compute/virtualMachines")
          && last.equalsIgnoreCase("instanceView")) {
        return power.instanceView(parent);
      }
      if (lists.show(parent).isEmpty() && !parent.name().equalsIgnoreCase("default")) {
        throw BookScopes.notFound(parent);
      }
      return lists.children(request, parent, last);
    }
    if (request.method().equals("POST") && pairs > 0) {
      return power.act(request, call.resource(pairs), last).orElseThrow(() -> notDone(request));
    }
    throw notDone(request);
  }

  private static Refused notDone(Request request) {
    return new Refused(
        501,
        "NotEmulated",
        "The emulator does not do " + request.method() + " " + request.path() + ".");
  }
}

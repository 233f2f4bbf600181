package io.haymaker.emulator.graph;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Service;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers everything under {@code /graph/v1.0}. One request is one transaction of the store. */
final class GraphService implements Service {

  private final DirectoryObjects objects;
  private final Passwords passwords;
  private final Applications applications;
  private final ServicePrincipals principals;
  private final DirectoryRoles roles;
  private final DeletedItems deletedItems;
  private final ObjectLists lists;

  GraphService(Cloud cloud, DirectoryObjects objects, Passwords passwords, DirectoryRoles roles) {
    this.objects = objects;
    this.passwords = passwords;
    this.roles = roles;
    this.applications = new Applications(objects, passwords);
    this.principals = new ServicePrincipals(objects, passwords, cloud.tenantId());
    this.lists = new ObjectLists(objects, cloud.endpoints());
    this.deletedItems = new DeletedItems(objects, lists);
  }

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public boolean owns(Request request) {
    return request.under("graph");
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of(Audience.GRAPH);
  }

  @Override
  public Response handle(Request request) {
    if (!request.under("graph", "v1.0")) {
      throw notHere(request);
    }
    return objects.store().atomically(() -> answer(request, GraphPath.of(request)));
  }

  private Response answer(Request request, GraphPath path) {
    boolean readsByPost = path.collection().equalsIgnoreCase("directoryObjects");
    if (!request.method().equals("GET") && !readsByPost) {
      roles.checkMayWrite(request.caller());
    }
    Optional<ObjectKind> kind = ObjectKind.ofCollection(path.collection());
    if (kind.isPresent()) {
      return path.key()
          .map(key -> one(request, kind.get(), key, path))
          .orElseGet(() -> collection(request, kind.get()));
    }
    Optional<Response> other =
        switch (path.collection()) {
          case "directory" -> deletedItems.answer(request, path);
          case "directoryObjects" -> lists.byIds(request, path);
          case "roleManagement" -> Optional.of(roleAssignments(request));
          default -> Optional.empty();
        };
    return other.orElseThrow(() -> notHere(request));
  }

  private Response collection(Request request, ObjectKind kind) {
    return switch (request.method()) {
      case "GET" -> lists.page(request, kind.collection(), objects.listed(kind));
      case "POST" -> created(create(kind, request.json()));
      default -> throw notHere(request);
    };
  }

  private Response one(Request request, ObjectKind kind, GraphPath.Key key, GraphPath path) {
    if (!path.rest().isEmpty()) {
      return path.action()
          .flatMap(action -> action(request, kind, found(kind, key), action))
          .orElseThrow(() -> notHere(request));
    }
    return switch (request.method()) {
      case "GET" ->
          Response.json(
              200, ObjectView.selected(ObjectView.of(found(kind, key)), request.query("$select")));
      case "PATCH" -> patch(request, kind, key);
      case "DELETE" -> {
        delete(kind, found(kind, key));
        yield Response.empty(204);
      }
      default -> throw notHere(request);
    };
  }

  private Optional<Response> action(
      Request request, ObjectKind kind, ObjectNode object, String action) {
    if (!request.method().equals("POST")) {
      return Optional.empty();
    }
    return switch (action) {
      case "addPassword" -> {
        ObjectNode credential =
            passwords.add(object, request.jsonOrEmpty().path("passwordCredential"));
        objects.put(kind, object);
        yield Optional.of(Response.json(200, credential));
      }
      case "removePassword" -> {
        passwords.remove(object, request.json());
        objects.put(kind, object);
        yield Optional.of(Response.empty(204));
      }
      default -> Optional.empty();
    };
  }

  /**
   * With {@code Prefer: create-if-missing} a PATCH by an alternate key makes the object: 201, else
   * 204.
   */
  private Response patch(Request request, ObjectKind kind, GraphPath.Key key) {
    Optional<ObjectNode> present = find(kind, key);
    boolean create =
        request.header("Prefer").filter(prefer -> prefer.contains("create-if-missing")).isPresent();
    if (present.isEmpty()
        && create
        && key instanceof GraphPath.Key.Alternate(String property, String value)) {
      return created(create(kind, request.json().put(property, value)));
    }
    ObjectNode object = present.orElseThrow(() -> GraphErrors.notFound(shown(key)));
    switch (kind) {
      case APPLICATION -> applications.update(object, request.json());
      case SERVICE_PRINCIPAL -> principals.update(object, request.json());
    }
    return Response.empty(204);
  }

  private ObjectNode create(ObjectKind kind, JsonNode wanted) {
    return switch (kind) {
      case APPLICATION -> applications.create(wanted);
      case SERVICE_PRINCIPAL -> principals.create(wanted);
    };
  }

  private void delete(ObjectKind kind, ObjectNode object) {
    switch (kind) {
      case APPLICATION -> applications.delete(object);
      case SERVICE_PRINCIPAL -> principals.delete(object);
    }
  }

  private Response roleAssignments(Request request) {
    boolean assignments =
        request.under("graph", "v1.0", "roleManagement", "directory", "roleAssignments");
    int more = request.segments().size() - 5;
    if (assignments && more == 0) {
      return switch (request.method()) {
        case "GET" -> roles.list();
        case "POST" -> roles.create(request);
        default -> throw notHere(request);
      };
    }
    if (assignments && more == 1 && request.method().equals("DELETE")) {
      return roles.delete(request.segments().getLast());
    }
    throw notHere(request);
  }

  private ObjectNode found(ObjectKind kind, GraphPath.Key key) {
    return find(kind, key).orElseThrow(() -> GraphErrors.notFound(shown(key)));
  }

  private Optional<ObjectNode> find(ObjectKind kind, GraphPath.Key key) {
    return switch (key) {
      case GraphPath.Key.Id(String id) -> objects.living(kind, id);
      case GraphPath.Key.Alternate(String property, String value) -> {
        boolean known =
            property.equals("appId")
                || (property.equals("uniqueName") && kind == ObjectKind.APPLICATION);
        if (!known) {
          throw GraphErrors.badRequest(
              "'" + property + "' is not an alternate key of " + kind.collection() + ".");
        }
        yield objects.living(
            kind, object -> Json.string(object, property).filter(value::equals).isPresent());
      }
    };
  }

  private static String shown(GraphPath.Key key) {
    return switch (key) {
      case GraphPath.Key.Id(String id) -> id;
      case GraphPath.Key.Alternate(String _, String value) -> value;
    };
  }

  private static Response created(ObjectNode object) {
    return Response.json(201, ObjectView.of(object));
  }

  private static Refused notHere(Request request) {
    return new Refused(
        400,
        "BadRequest",
        "The emulator's directory does not answer "
            + request.method()
            + " "
            + request.path()
            + ".");
  }
}

package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes resources of any type; the caller's right has been checked. */
final class Resources {
  private static final List<String> NOT_KEPT = List.of("id", "name", "type", "etag", "systemData");
  private static final Set<String> WITHOUT_LOCATION =
      Set.of(
          "microsoft.authorization",
          "microsoft.insights",
          "microsoft.resources",
          "microsoft.security",
          "microsoft.consumption",
          "microsoft.costmanagement",
          "microsoft.policyinsights");

  private final Cloud cloud;
  private final ResourceBook book;
  private final BookScopes scopes;
  private final Providers providers;
  private final Locks locks;
  private final References references;
  private final Viewer viewer;
  private final Operations operations;

  Resources(
      Cloud cloud,
      ResourceBook book,
      BookScopes scopes,
      Providers providers,
      Viewer viewer,
      Operations operations) {
    this.cloud = cloud;
    this.book = book;
    this.scopes = scopes;
    this.providers = providers;
    this.locks = new Locks(book);
    this.references = new References(book);
    this.viewer = viewer;
    this.operations = operations;
  }

  /** PUT or PATCH. */
  Response write(Request request, ResourceId id) {
    List<ArmResource> kept = new ArrayList<>();
    Write write = cloud.store().atomically(() -> keep(request, id, kept));
    for (ArmResource resource : kept) {
      providers.of(resource.id().namespace()).forEach(p -> p.afterWrite(resource));
    }
    return answer(request, write);
  }

  private Write keep(Request request, ResourceId asked, List<ArmResource> kept) {
    boolean patch = request.method().equals("PATCH");
    Optional<ArmResource> before = book.find(asked);
    ResourceId id = before.map(ArmResource::id).orElse(asked);
    requirePlace(id);
    if (before.isEmpty()) {
      if (patch) {
        throw BookScopes.notFound(id);
      }
      NameRules.require(id);
    }
    before.ifPresent(this::requireIdle);
    if (!id.isA(Locks.TYPE)) {
      locks.requireWritable(id.text());
    }
    ObjectNode body = request.json();
    body.remove(NOT_KEPT);
    ObjectNode document = patch ? merged(before.orElseThrow().document(), body) : body;
    // Azure shows no member that was sent as null, and its clients fall over one.
    Json.dropNulls(document);
    if (document.get("properties") instanceof ObjectNode properties) {
      properties.remove("provisioningState");
    } else {
      document.putObject("properties");
    }
    Tags.check(document.path("tags"));
    requireLocation(id, document, before);

    Map<String, List<InlineChildren.Child>> children = InlineChildren.takeOut(id, document);
    OperationStyle style = OperationStyle.of(id);
    Duration length =
        style == OperationStyle.AT_ONCE ? Duration.ZERO : cloud.settings().now().operationTime();
    Write write = new Write(id, before, document, request.caller(), patch, length);
    if (id.isA(Locks.TYPE)) {
      Locks.check(write);
    }
    references.requirePresent(id, document);
    providers.of(id.namespace()).forEach(p -> p.beforeWrite(write));
    kept.add(put(write));
    for (Map.Entry<String, List<InlineChildren.Child>> kind : children.entrySet()) {
      replaceChildren(request, id, kind.getKey(), kind.getValue(), write.operationTime());
    }
    return write;
  }

  private ArmResource put(Write write) {
    Instant now = cloud.clock().instant();
    ArmResource resource =
        new ArmResource(
            write.id(),
            write.document(),
            write.before().map(ArmResource::createdAt).orElse(now),
            now,
            now.plus(write.operationTime()),
            Optional.empty());
    book.put(resource);
    return resource;
  }

  private void replaceChildren(
      Request request,
      ResourceId parent,
      String kind,
      List<InlineChildren.Child> wanted,
      Duration length) {
    Set<String> names = new java.util.HashSet<>();
    for (InlineChildren.Child child : wanted) {
      if (!names.add(child.id().key())) {
        throw new Refused(
            400, "InvalidRequestFormat", "The name " + child.id().name() + " is given twice.");
      }
      NameRules.require(child.id());
      if (child.document().get("properties") instanceof ObjectNode properties) {
        properties.remove("provisioningState");
      } else {
        child.document().putObject("properties");
      }
      references.requirePresent(child.id(), child.document());
      put(
          new Write(
              child.id(),
              book.find(child.id()),
              child.document(),
              request.caller(),
              false,
              length));
    }
    for (ArmResource present : book.children(parent, kind)) {
      if (!names.contains(present.id().key())) {
        locks.requireDeletable(present.id().text());
        references.requireUnused(present.id(), Set.of());
        book.put(present.goneAt(cloud.clock().instant()));
      }
    }
  }

  /** The group, the parent and the extended resource must be there. */
  private void requirePlace(ResourceId id) {
    scopes.requirePresent(id.scope());
    id.group()
        .map(scopes::requireGroup)
        .filter(group -> group.goneAt().isPresent())
        .ifPresent(
            group -> {
              throw new Refused(
                  409,
                  "ResourceGroupBeingDeleted",
                  "The resource group '"
                      + group.name()
                      + "' is in deprovisioning state and cannot perform this operation.");
            });
    Optional<ResourceId> parent = id.parent();
    while (parent.isPresent()) {
      ResourceId at = parent.get();
      // Services such as blobServices/default are there with their account.
      if (!at.name().equalsIgnoreCase("default") && book.find(at).isEmpty()) {
        throw new Refused(
            404,
            "ParentResourceNotFound",
            "Can not perform requested operation on nested resource. Parent resource '"
                + at.text()
                + "' not found.");
      }
      parent = at.parent();
    }
  }

  private void requireIdle(ArmResource present) {
    if (present.goneAt().isPresent()) {
      throw new Refused(
          409, "Conflict", "The resource '" + present.id().text() + "' is being deleted.");
    }
    requireSettled(present);
  }

  /** Network and compute do one thing at a time to a resource; others take a second write. */
  void requireSettled(ArmResource present) {
    if (OperationStyle.of(present.id()) == OperationStyle.STATUS_URL
        && cloud.clock().instant().isBefore(present.readyAt())) {
      throw new Refused(
          409,
          "AnotherOperationInProgress",
          "Another operation on this or dependent resource is in progress: " + present.id().text());
    }
  }

  private void requireLocation(ResourceId id, ObjectNode document, Optional<ArmResource> before) {
    Optional<String> location =
        Json.string(document, "location")
            .map(text -> text.toLowerCase(Locale.ROOT).replace(" ", ""))
            .filter(text -> !text.isEmpty());
    location.ifPresent(text -> document.put("location", text));
    boolean needed =
        id.types().size() == 1
            && ResourceId.parse(id.scope()).isEmpty()
            && !WITHOUT_LOCATION.contains(id.namespace().toLowerCase(Locale.ROOT));
    if (location.isEmpty() && needed) {
      throw new Refused(
          400, "LocationRequired", "The location property is required for this definition.");
    }
    Optional<String> old = before.flatMap(ArmResource::location);
    if (old.isPresent() && location.isPresent() && !old.get().equals(location.get())) {
      throw new Refused(
          409,
          "InvalidResourceLocation",
          "The resource '"
              + id.name()
              + "' already exists in location '"
              + old.get()
              + "'. A resource with the same name cannot be created in location '"
              + location.get()
              + "'. Please select a new resource name.");
    }
  }

  /** PATCH as ARM's providers do it: objects are merged, everything else replaced, null removes. */
  static ObjectNode merged(ObjectNode present, ObjectNode changes) {
    ObjectNode result = present.deepCopy();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      JsonNode value = change.getValue();
      if (value.isNull()) {
        result.remove(change.getKey());
      } else if (change.getKey().equals("tags")) {
        // Tags are replaced as a whole by a PATCH of most providers.
        result.set("tags", value);
      } else if (value instanceof ObjectNode object
          && result.get(change.getKey()) instanceof ObjectNode old) {
        result.set(change.getKey(), merged(old, object));
      } else {
        result.set(change.getKey(), value);
      }
    }
    return result;
  }

  private Response answer(Request request, Write write) {
    ResourceId id = write.id();
    ArmResource resource = book.find(id).orElseThrow();
    int status = write.before().isPresent() || write.isOkAlways() ? 200 : 201;
    ObjectNode view = viewer.full(resource);
    Response body = Response.json(status, view);
    OperationStyle own = OperationStyle.of(id);
    boolean atOnce = write.operationTime().isZero() && own != OperationStyle.STATUS_URL_AND_STATE;
    return switch (atOnce ? OperationStyle.AT_ONCE : own) {
      case AT_ONCE -> operations.patientUntilSettled(body, view);
      case PROVISIONING_STATE -> operations.patient(body);
      case STATUS_URL, STATUS_URL_AND_STATE ->
          operations.withStatus(body, request, id, begin(request, write, Optional.of(id)));
      case LOCATION ->
          operations.withLocation(
              Response.empty(202), request, id.namespace(), begin(request, write, Optional.of(id)));
    };
  }

  private String begin(Request request, Write write, Optional<ResourceId> result) {
    return operations.begin(request, write.operationTime(), result, Optional.empty());
  }
}

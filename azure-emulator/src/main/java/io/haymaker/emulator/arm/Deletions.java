package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes resources and whole groups; the caller's right has been checked. */
final class Deletions {
  private final Cloud cloud;
  private final ResourceBook book;
  private final GroupBook groups;
  private final BookScopes scopes;
  private final Providers providers;
  private final Locks locks;
  private final References references;
  private final Resources resources;
  private final Operations operations;

  Deletions(
      Cloud cloud,
      ResourceBook book,
      GroupBook groups,
      BookScopes scopes,
      Providers providers,
      Resources resources,
      Operations operations) {
    this.cloud = cloud;
    this.book = book;
    this.groups = groups;
    this.scopes = scopes;
    this.providers = providers;
    this.locks = new Locks(book);
    this.references = new References(book);
    this.resources = resources;
    this.operations = operations;
  }

  /** DELETE of a resource: 204 if it is not there, 404 if its group is not. */
  Response resource(Request request, ResourceId id) {
    id.group().ifPresent(scopes::requireGroup);
    Optional<ArmResource> found = book.find(id);
    if (found.isEmpty()) {
      return Response.empty(204);
    }
    ArmResource present = found.get();
    boolean atOnce = OperationStyle.of(present.id()) == OperationStyle.AT_ONCE;
    Duration length = atOnce ? Duration.ZERO : cloud.settings().now().operationTime();
    if (present.goneAt().isEmpty()) {
      List<ArmResource> deleted = new ArrayList<>();
      cloud.store().atomically(() -> mark(request, present, length, deleted));
      deleted.forEach(this::tellProviders);
    }
    if (length.isZero()) {
      return Response.empty(200);
    }
    String operation = operations.begin(request, length, Optional.empty(), Optional.empty());
    Response accepted = Response.empty(202);
    if (OperationStyle.of(present.id()) == OperationStyle.STATUS_URL) {
      accepted = operations.withStatus(accepted, request, present.id(), operation);
      return accepted.with(
          "Location", operations.locationOf(request, present.id().namespace(), operation));
    }
    return operations.withLocation(accepted, request, present.id().namespace(), operation);
  }

  private boolean mark(
      Request request, ArmResource present, Duration length, List<ArmResource> deleted) {
    ResourceId id = present.id();
    if (!id.isA(Locks.TYPE)) {
      locks.requireAllDeletable(id.text());
    }
    resources.requireSettled(present);
    List<ArmResource> below = book.below(id.text());
    Set<String> going = new HashSet<>();
    going.add(id.key());
    below.forEach(child -> going.add(child.id().key()));
    references.requireUnused(id, going);
    below.forEach(child -> references.requireUnused(child.id(), going));
    if (!References.takesChildrenAlong(id)) {
      below.stream()
          .filter(child -> child.id().scope().equalsIgnoreCase(id.scope()))
          .findFirst()
          .ifPresent(
              child -> {
                throw new Refused(
                    409,
                    "CannotDeleteResource",
                    "Cannot delete resource while nested resources exist. Some existing nested"
                        + " resource IDs include: '"
                        + child.id().text()
                        + "'. Please delete all nested resources before deleting this resource.");
              });
    }
    providers.of(id.namespace()).forEach(p -> p.beforeDelete(present, request));
    Instant gone = cloud.clock().instant().plus(length);
    book.put(present.goneAt(gone));
    deleted.add(present);
    for (ArmResource child : below) {
      book.put(child.goneAt(gone));
      deleted.add(child);
    }
    return true;
  }

  private void tellProviders(ArmResource deleted) {
    providers.of(deleted.id().namespace()).forEach(p -> p.afterDelete(deleted));
  }

  /**
   * DELETE of a group: always a long-running operation. What something outside the group holds
   * stays, the group with it, and the operation ends failed.
   */
  Response group(Request request, String name) {
    ResourceGroup group = scopes.requireGroup(name);
    Duration length = cloud.settings().now().operationTime();
    Optional<Refused> failure = Optional.empty();
    if (group.goneAt().isEmpty()) {
      List<ArmResource> deleted = new ArrayList<>();
      List<Refused> failures = new ArrayList<>();
      cloud.store().atomically(() -> mark(group, length, deleted, failures));
      deleted.forEach(this::tellProviders);
      failure = failures.stream().findFirst();
    }
    String operation = operations.begin(request, length, Optional.empty(), failure);
    return operations.withLocation(Response.empty(202), request, "Microsoft.Resources", operation);
  }

  private boolean mark(
      ResourceGroup group, Duration length, List<ArmResource> deleted, List<Refused> failures) {
    String scope = "/subscriptions/" + cloud.subscriptionId() + "/resourceGroups/" + group.name();
    locks.requireAllDeletable(scope);
    Instant gone = cloud.clock().instant().plus(length);
    List<ArmResource> all = book.below(scope);
    Set<String> held = new HashSet<>();
    holdReferred(group, all, held, failures);
    holdRefused(group, all, gone, held, failures);
    holdReferred(group, all, held, failures);
    for (ArmResource resource : all) {
      if (held.contains(resource.id().key())) {
        book.put(resource);
      } else {
        if (resource.goneAt().isEmpty()) {
          deleted.add(resource);
        }
        book.put(resource.goneAt(gone));
      }
    }
    if (failures.isEmpty()) {
      groups.put(group.goneAt(gone));
    }
    return true;
  }

  /**
   * Asks the providers, those first that another waits for: each that may go is marked, and then
   * the rest is asked again. What is refused in the end is held.
   */
  private void holdRefused(
      ResourceGroup group,
      List<ArmResource> all,
      Instant gone,
      Set<String> held,
      List<Refused> failures) {
    List<ArmResource> waiting = new ArrayList<>(all);
    waiting.removeIf(r -> held.contains(r.id().key()) || r.goneAt().isPresent());
    boolean more = true;
    while (more) {
      more =
          waiting.removeIf(
              resource -> {
                boolean allowed = refusal(resource).isEmpty();
                if (allowed) {
                  book.put(resource.goneAt(gone));
                }
                return allowed;
              });
    }
    for (ArmResource kept : waiting) {
      refusal(kept).ifPresent(refused -> failures.add(blocked(group, kept, refused)));
      hold(kept, held);
    }
  }

  private Optional<Refused> refusal(ArmResource resource) {
    try {
      providers.of(resource.id().namespace()).forEach(p -> p.beforeDelete(resource));
      return Optional.empty();
    } catch (Refused refused) {
      return Optional.of(refused);
    }
  }

  /** Adds what something outside the group, or something held, refers to. */
  private void holdReferred(
      ResourceGroup group, List<ArmResource> all, Set<String> held, List<Refused> failures) {
    boolean more = true;
    while (more) {
      more = false;
      Set<String> going = new HashSet<>();
      all.forEach(resource -> going.add(resource.id().key()));
      going.removeAll(held);
      for (ArmResource resource : all) {
        if (held.contains(resource.id().key())) {
          continue;
        }
        try {
          references.requireUnused(resource.id(), going);
        } catch (Refused inUse) {
          failures.add(blocked(group, resource, inUse));
          hold(resource, held);
          more = true;
        }
      }
    }
  }

  private static void hold(ArmResource resource, Set<String> held) {
    held.add(resource.id().key());
    resource.id().parent().ifPresent(parent -> held.add(parent.key()));
  }

  private static Refused blocked(ResourceGroup group, ArmResource resource, Refused inUse) {
    return new Refused(
        409,
        "ResourceGroupDeletionBlocked",
        "Deletion of resource group '"
            + group.name()
            + "' failed as resources with identifiers '"
            + resource.id().text()
            + "' could not be deleted: "
            + inUse.getMessage());
  }
}

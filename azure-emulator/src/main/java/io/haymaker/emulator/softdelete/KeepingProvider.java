package io.haymaker.emulator.softdelete;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ProviderCall;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.softdelete.KeptKind.Purge;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the deleted resources of one namespace: lists, shows and purges them. */
final class KeepingProvider implements ResourceProvider {
  private final String namespace;
  private final Graveyard graveyard;
  private final CopyView views;

  KeepingProvider(String namespace, Graveyard graveyard, CopyView views) {
    this.namespace = namespace;
    this.graveyard = graveyard;
    this.views = views;
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public boolean remembers(ArmResource deleted) {
    return KeptKind.of(deleted.id().type())
        .filter(kind -> graveyard.isKept(kind, deleted))
        .isPresent();
  }

  @Override
  public void beforeWrite(Write write) {
    Optional<KeptKind> kind = KeptKind.of(write.id().type());
    if (kind.isEmpty() || write.before().isPresent()) {
      return;
    }
    refuseRecovery(write.document());
    for (ArmResource kept : graveyard.of(kind.get())) {
      boolean sameId = kept.id().key().equals(write.id().key());
      if (kind.get().purge() == Purge.NEVER) {
        if (sameId) {
          recover(kept, write.document());
        }
        continue;
      }
      // Names of accounts are their group's; the others stand in host names, and are everybody's.
      boolean sameName =
          kind.get() == KeptKind.COGNITIVE_ACCOUNT
              ? sameId
              : kept.id().name().equalsIgnoreCase(write.id().name());
      if (sameName) {
        throw new Refused(
            409,
            kind.get().conflict(),
            "'%s' is deleted and kept until %s: recover or purge it, or choose another name."
                .formatted(kept.id().text(), graveyard.keptUntil(kind.get(), kept)));
      }
    }
  }

  private static void refuseRecovery(ObjectNode document) {
    ObjectNode properties = Json.child(document, "properties");
    if (properties.path("createMode").asString("").equalsIgnoreCase("recover")
        || properties.path("restore").asBoolean(false)) {
      throw new Refused(
          501, "RecoveryNotEmulated", "The emulator does not recover deleted resources.");
    }
  }

  /** Whoever writes a workspace that is kept has it back, with what he does not say otherwise. */
  private static void recover(ArmResource kept, ObjectNode document) {
    ObjectNode back = kept.document().deepCopy();
    document.properties().forEach(member -> back.set(member.getKey(), member.getValue()));
    document.setAll(back);
  }

  @Override
  public void beforeDelete(ArmResource resource, Request request) {
    if (KeptKind.of(resource.id().type()).filter(kind -> kind.purge() == Purge.NEVER).isPresent()
        && request.query("force").filter(force -> force.equalsIgnoreCase("true")).isPresent()) {
      graveyard.purge(resource);
    }
  }

  @Override
  public Optional<Response> handle(ProviderCall call) {
    // Below a group or a resource there are no such places.
    if (call.scope().split("/", -1).length > 3) {
      return Optional.empty();
    }
    return Arrays.stream(KeptKind.values())
        .filter(kind -> kind.namespace().equalsIgnoreCase(namespace))
        .flatMap(kind -> answer(kind, call).stream())
        .findFirst();
  }

  private Optional<Response> answer(KeptKind kind, ProviderCall call) {
    if (call.is("GET", kind.list())) {
      return Optional.of(list(kind));
    }
    List<String> tail = call.tail();
    return switch (kind.purge()) {
      case NEVER -> Optional.empty();
      case BY_POST -> {
        if (call.is("GET", "locations", "*", kind.list(), "*")) {
          yield Optional.of(show(kind, found(kind, "", tail.get(3))));
        }
        yield call.is("POST", "locations", "*", kind.list(), "*", "purge")
            ? Optional.of(purge(kind, found(kind, "", tail.get(3))))
            : Optional.empty();
      }
      case BY_DELETE -> {
        if (call.is("GET", "locations", "*", kind.list(), "*")) {
          yield Optional.of(show(kind, found(kind, "", tail.get(3))));
        }
        yield call.is("DELETE", "locations", "*", kind.list(), "*")
            ? Optional.of(purge(kind, found(kind, "", tail.get(3))))
            : Optional.empty();
      }
      case BY_DELETE_IN_GROUP -> {
        if (call.is("GET", "locations", "*", "resourceGroups", "*", kind.list(), "*")) {
          yield Optional.of(show(kind, found(kind, tail.get(3), tail.get(5))));
        }
        yield call.is("DELETE", "locations", "*", "resourceGroups", "*", kind.list(), "*")
            ? Optional.of(purge(kind, found(kind, tail.get(3), tail.get(5))))
            : Optional.empty();
      }
    };
  }

  private Response list(KeptKind kind) {
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    graveyard.of(kind).forEach(kept -> value.add(view(kind, kept)));
    return Response.json(200, body);
  }

  private Response show(KeptKind kind, ArmResource kept) {
    return Response.json(200, view(kind, kept));
  }

  private ObjectNode view(KeptKind kind, ArmResource kept) {
    return views.of(kind, kept, graveyard.keptUntil(kind, kept));
  }

  private Response purge(KeptKind kind, ArmResource kept) {
    if (kind.isProtected(kept)) {
      throw new Refused(
          405,
          "MethodNotAllowed",
          "'%s' cannot be purged: purge protection keeps it until %s."
              .formatted(kept.id().name(), graveyard.keptUntil(kind, kept)));
    }
    graveyard.purge(kept);
    return Response.empty(200);
  }

  /**
   * @param group empty where names are everybody's
   */
  private ArmResource found(KeptKind kind, String group, String name) {
    return graveyard.of(kind).stream()
        .filter(kept -> kept.id().name().equalsIgnoreCase(name))
        .filter(
            kept ->
                group.isEmpty() || kept.id().group().filter(group::equalsIgnoreCase).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    404,
                    "ResourceNotFound",
                    "There is no deleted resource '%s' in %s.".formatted(name, kind.list())));
  }
}

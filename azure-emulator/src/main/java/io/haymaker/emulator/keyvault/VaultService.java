package io.haymaker.emulator.keyvault;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Door;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Routes;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.keyvault.SecretShelf.Secret;
import io.haymaker.emulator.keyvault.SecretShelf.State;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Answers everything at the vault's door. One request is one transaction of the vault file. */
final class VaultService implements Service {

  private static final String RESOURCE = "https://vault.azure.net";

  private final Cloud cloud;
  private final SecretShelf shelf;
  private final VaultAccess access;
  private final SecretView view;
  private final SecretLists lists;
  private final Routes routes;

  VaultService(Cloud cloud, SecretShelf shelf, VaultAccess access) {
    this.cloud = cloud;
    this.shelf = shelf;
    this.access = access;
    this.view = new SecretView(cloud.endpoints());
    this.lists = new SecretLists(cloud.endpoints());
    this.routes =
        new Routes()
            .on("GET", "/secrets", (request, _) -> list(request))
            .on("PUT", "/secrets/{name}", this::set)
            .on("GET", "/secrets/{name}", this::get)
            .on("PATCH", "/secrets/{name}", this::update)
            .on("DELETE", "/secrets/{name}", this::delete)
            .on("GET", "/secrets/{name}/versions", this::versions)
            .on("GET", "/secrets/{name}/{version}", this::get)
            .on("PATCH", "/secrets/{name}/{version}", this::update)
            .on("GET", "/deletedsecrets", (request, _) -> listDeleted(request))
            .on("GET", "/deletedsecrets/{name}", this::getDeleted)
            .on("DELETE", "/deletedsecrets/{name}", this::purge)
            .on("POST", "/deletedsecrets/{name}/recover", this::recover);
  }

  @Override
  public String name() {
    return "keyvault";
  }

  @Override
  public Door door() {
    return Door.VAULT;
  }

  @Override
  public boolean owns(Request request) {
    return true;
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of(Audience.VAULT);
  }

  /** The parameters are separated by a comma: some clients split at nothing else. */
  @Override
  public Response challenge(Request request, String why) {
    String authorization = cloud.endpoints().authority() + "/" + cloud.tenantId();
    return Response.error(401, "Unauthorized", why)
        .with(
            "WWW-Authenticate",
            "Bearer authorization=\"" + authorization + "\", resource=\"" + RESOURCE + "\"");
  }

  @Override
  public Response handle(Request request) {
    if (request.query("api-version").isEmpty()) {
      throw VaultErrors.badParameter("api-version must be specified");
    }
    return shelf.atomically(
        () ->
            routes
                .handle(request)
                .orElseThrow(
                    () ->
                        new Refused(
                            404,
                            "NotFound",
                            "The emulator's vault has no " + request.path() + ".")));
  }

  private Response set(Request request, Map<String, String> holes) {
    String name = name(holes);
    SecretRules.checkName(name);
    access.require(request.caller(), SecretAction.SET, name);
    Optional<Secret> present = shelf.find(name);
    if (present.isPresent() && present.get().state() == State.BEING_DELETED) {
      throw VaultErrors.beingDeleted(name);
    }
    if (present.isPresent() && present.get().state() == State.DELETED) {
      throw VaultErrors.deletedButRecoverable(name);
    }
    ObjectNode version = shelf.addVersion(name, request.json());
    return Response.json(200, view.bundle(name, version));
  }

  private Response get(Request request, Map<String, String> holes) {
    access.require(request.caller(), SecretAction.GET, name(holes));
    Secret secret = living(name(holes));
    ObjectNode version = version(secret, holes);
    if (!version.path("enabled").booleanValue()) {
      throw VaultErrors.disabled(secret.name());
    }
    return Response.json(200, view.bundle(secret.name(), version));
  }

  private Response update(Request request, Map<String, String> holes) {
    access.require(request.caller(), SecretAction.UPDATE, name(holes));
    Secret secret = living(name(holes));
    ObjectNode version = version(secret, holes);
    shelf.update(secret, version, request.json());
    return Response.json(200, view.withoutValue(secret.name(), version));
  }

  private Response delete(Request request, Map<String, String> holes) {
    access.require(request.caller(), SecretAction.DELETE, name(holes));
    Secret deleted = shelf.delete(living(name(holes)));
    return Response.json(200, view.deleted(deleted));
  }

  private Response versions(Request request, Map<String, String> holes) {
    access.require(request.caller(), SecretAction.READ_METADATA, name(holes));
    Secret secret = living(name(holes));
    return lists.page(
        request,
        secret.versions().valueStream().map(ObjectNode.class::cast).toList(),
        version -> view.withoutValue(secret.name(), version));
  }

  private Response list(Request request) {
    access.requireAny(request.caller(), SecretAction.READ_METADATA);
    return lists.page(request, shelf.list(State.LIVING), view::item);
  }

  private Response listDeleted(Request request) {
    access.requireAny(request.caller(), SecretAction.READ_METADATA);
    return lists.page(request, shelf.list(State.DELETED), view::deletedItem);
  }

  private Response getDeleted(Request request, Map<String, String> holes) {
    access.require(request.caller(), SecretAction.READ_METADATA, name(holes));
    Secret secret =
        shelf
            .find(name(holes))
            .filter(found -> found.state() == State.DELETED)
            .orElseThrow(() -> VaultErrors.notFound(name(holes)));
    return Response.json(200, view.deleted(secret));
  }

  private Response purge(Request request, Map<String, String> holes) {
    access.require(request.caller(), SecretAction.PURGE, name(holes));
    shelf.purge(deleted(name(holes)));
    return Response.empty(204);
  }

  private Response recover(Request request, Map<String, String> holes) {
    access.require(request.caller(), SecretAction.RECOVER, name(holes));
    Secret recovered = shelf.recover(deleted(name(holes)));
    return Response.json(200, view.withoutValue(recovered.name(), recovered.latest()));
  }

  private Secret living(String name) {
    return shelf
        .find(name)
        .filter(secret -> secret.state() == State.LIVING)
        .orElseThrow(() -> VaultErrors.notFound(name));
  }

  /** Purge and recovery have to wait until the deletion is done. */
  private Secret deleted(String name) {
    Secret secret =
        shelf
            .find(name)
            .filter(found -> found.state() != State.LIVING)
            .orElseThrow(() -> VaultErrors.notFound(name));
    if (secret.state() == State.BEING_DELETED) {
      throw VaultErrors.beingDeleted(name);
    }
    return secret;
  }

  private static ObjectNode version(Secret secret, Map<String, String> holes) {
    String wanted = holes.get("version");
    return wanted == null
        ? secret.latest()
        : secret
            .version(wanted)
            .orElseThrow(() -> VaultErrors.notFound(secret.name() + "/" + wanted));
  }

  private static String name(Map<String, String> holes) {
    return holes.getOrDefault("name", "");
  }
}

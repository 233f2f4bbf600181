package io.haymaker.emulator.keyvault;

import io.haymaker.emulator.cloud.Endpoints;
import io.haymaker.emulator.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** How secrets look on the wire. Only {@link #bundle} shows a value. */
final class SecretView {

  private static final long RECOVERABLE_DAYS = SecretShelf.RETENTION.toDays();

  private final Endpoints endpoints;

  SecretView(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** A version with its value. */
  ObjectNode bundle(String name, ObjectNode version) {
    ObjectNode bundle = Json.object().put("value", version.path("value").asString());
    return describe(bundle, id(name, version), version);
  }

  /** A version without its value, as PATCH and the list of versions show it. */
  ObjectNode withoutValue(String name, ObjectNode version) {
    return describe(Json.object(), id(name, version), version);
  }

  /** An element of a list of secrets: its id names no version. */
  ObjectNode item(SecretShelf.Secret secret) {
    return describe(Json.object(), url("secrets", secret.name()), secret.latest());
  }

  /** A deleted secret, named by its version as the answer to DELETE does. */
  ObjectNode deleted(SecretShelf.Secret secret) {
    return describeDeletion(withoutValue(secret.name(), secret.latest()), secret);
  }

  /** An element of the list of deleted secrets. */
  ObjectNode deletedItem(SecretShelf.Secret secret) {
    return describeDeletion(item(secret), secret);
  }

  String url(String collection, String name) {
    return endpoints.vault() + "/" + collection + "/" + name;
  }

  private String id(String name, ObjectNode version) {
    return url("secrets", name) + "/" + version.path("version").asString();
  }

  private static ObjectNode describe(ObjectNode view, String id, ObjectNode version) {
    view.put("id", id);
    if (version.has("contentType")) {
      view.set("contentType", version.get("contentType"));
    }
    ObjectNode attributes = view.putObject("attributes");
    attributes.put("enabled", version.path("enabled").booleanValue());
    for (String name : new String[] {"nbf", "exp", "created", "updated"}) {
      if (version.has(name)) {
        attributes.set(name, version.get(name));
      }
    }
    // Clients of the SDK for Java fail on a deleted secret without a recovery level.
    attributes.put("recoveryLevel", "Recoverable+Purgeable");
    attributes.put("recoverableDays", RECOVERABLE_DAYS);
    view.set("tags", version.has("tags") ? version.get("tags") : Json.object());
    return view;
  }

  private ObjectNode describeDeletion(ObjectNode view, SecretShelf.Secret secret) {
    view.put("recoveryId", url("deletedsecrets", secret.name()));
    view.put("deletedDate", secret.deletedAt().getEpochSecond());
    view.put("scheduledPurgeDate", secret.deletedAt().plus(SecretShelf.RETENTION).getEpochSecond());
    return view;
  }
}

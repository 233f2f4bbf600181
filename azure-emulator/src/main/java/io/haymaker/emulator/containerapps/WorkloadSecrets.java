package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.store.DocumentStore;
import io.haymaker.emulator.token.Secret;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Secrets that a job or app holds by value: the values go to the vault file, its document keeps the
 * names.
 */
final class WorkloadSecrets {

  private static final String KIND = "containerapps.secret";
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

  private final DocumentStore vault;

  WorkloadSecrets(DocumentStore vault) {
    this.vault = vault;
  }

  /**
   * Checks the secrets of a job or app and takes their values out of its configuration. A secret
   * without a value keeps the one that it has.
   *
   * @throws io.haymaker.emulator.http.Refused (400) naming the secret that is wrong
   */
  void takeIn(ResourceId owner, JsonNode configuration) {
    Set<String> names = new HashSet<>();
    for (JsonNode node : configuration.path("secrets")) {
      String name = Json.string(node, "name").orElse("");
      if (!NAME.matcher(name).matches()) {
        throw AppErrors.invalid(
            "ContainerAppInvalidSecretName",
            "Invalid secret name '"
                + name
                + "': lower case alphanumeric characters, '-' and '.', at most 253.");
      }
      if (!names.add(name)) {
        throw AppErrors.invalid("There are two secrets named '" + name + "'.");
      }
      takeIn(owner, (ObjectNode) node, name);
    }
    forgetExcept(owner, names);
  }

  private void takeIn(ResourceId owner, ObjectNode secret, String name) {
    boolean reference =
        Json.string(secret, "keyVaultUrl").filter(url -> !url.isEmpty()).isPresent();
    Optional<String> value = Json.string(secret, "value");
    secret.remove("value");
    if (reference) {
      if (Json.string(secret, "identity").isEmpty()) {
        throw AppErrors.invalid(
            "The secret '" + name + "' has a keyVaultUrl but no identity to read it with.");
      }
      vault.delete(KIND, key(owner, name));
    } else if (value.isPresent()) {
      vault.put(KIND, key(owner, name), Json.object().put("value", value.get()));
    } else if (value(owner, name).isEmpty()) {
      throw AppErrors.invalid(
          "The secret '" + name + "' needs a value, or a keyVaultUrl and an identity.");
    }
  }

  Optional<Secret> value(ResourceId owner, String name) {
    return vault
        .get(KIND, key(owner, name))
        .map(document -> Secret.of(document.path("value").asString()));
  }

  /** {@code listSecrets}: the one call that shows values; references are shown as such. */
  ObjectNode list(ResourceId owner, JsonNode configuration) {
    ArrayNode value = Json.array();
    for (JsonNode node : configuration.path("secrets")) {
      ObjectNode secret = ((ObjectNode) node).deepCopy();
      value(owner, secret.path("name").asString())
          .ifPresent(text -> secret.put("value", text.reveal()));
      value.add(secret);
    }
    return Json.object().set("value", value);
  }

  void forget(ResourceId owner) {
    forgetExcept(owner, Set.of());
  }

  private void forgetExcept(ResourceId owner, Set<String> names) {
    String prefix = key(owner, "");
    vault.list(KIND, prefix).stream()
        .map(DocumentStore.Entry::key)
        .filter(key -> !names.contains(key.substring(prefix.length())))
        .forEach(key -> vault.delete(KIND, key));
  }

  private static String key(ResourceId owner, String name) {
    return owner.key() + "/secrets/" + name;
  }
}

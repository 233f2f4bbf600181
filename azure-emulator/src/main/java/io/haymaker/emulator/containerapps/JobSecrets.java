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
 * Secrets that a job holds by value: the values go to the vault file, the job's document keeps the
 * names.
 */
final class JobSecrets {

  private static final String KIND = "containerapps.secret";
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

  private final DocumentStore vault;

  JobSecrets(DocumentStore vault) {
    this.vault = vault;
  }

  /**
   * Checks the secrets of a job and takes their values out of its configuration. A secret without a
   * value keeps the one that it has.
   *
   * @throws io.haymaker.emulator.http.Refused (400) naming the secret that is wrong
   */
  void takeIn(ResourceId job, JsonNode configuration) {
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
      takeIn(job, (ObjectNode) node, name);
    }
    forgetExcept(job, names);
  }

  private void takeIn(ResourceId job, ObjectNode secret, String name) {
    boolean reference =
        Json.string(secret, "keyVaultUrl").filter(url -> !url.isEmpty()).isPresent();
    Optional<String> value = Json.string(secret, "value");
    secret.remove("value");
    if (reference) {
      if (Json.string(secret, "identity").isEmpty()) {
        throw AppErrors.invalid(
            "The secret '" + name + "' has a keyVaultUrl but no identity to read it with.");
      }
      vault.delete(KIND, key(job, name));
    } else if (value.isPresent()) {
      vault.put(KIND, key(job, name), Json.object().put("value", value.get()));
    } else if (value(job, name).isEmpty()) {
      throw AppErrors.invalid(
          "The secret '" + name + "' needs a value, or a keyVaultUrl and an identity.");
    }
  }

  Optional<Secret> value(ResourceId job, String name) {
    return vault
        .get(KIND, key(job, name))
        .map(document -> Secret.of(document.path("value").asString()));
  }

  /** {@code listSecrets}: the one call that shows values; references are shown as such. */
  ObjectNode list(ResourceId job, JsonNode configuration) {
    ArrayNode value = Json.array();
    for (JsonNode node : configuration.path("secrets")) {
      ObjectNode secret = ((ObjectNode) node).deepCopy();
      value(job, secret.path("name").asString())
          .ifPresent(text -> secret.put("value", text.reveal()));
      value.add(secret);
    }
    return Json.object().set("value", value);
  }

  void forget(ResourceId job) {
    forgetExcept(job, Set.of());
  }

  private void forgetExcept(ResourceId job, Set<String> names) {
    String prefix = key(job, "");
    vault.list(KIND, prefix).stream()
        .map(DocumentStore.Entry::key)
        .filter(key -> !names.contains(key.substring(prefix.length())))
        .forEach(key -> vault.delete(KIND, key));
  }

  private static String key(ResourceId job, String name) {
    return job.key() + "/secrets/" + name;
  }
}

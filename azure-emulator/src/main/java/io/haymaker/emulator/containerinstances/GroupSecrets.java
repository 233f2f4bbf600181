package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.store.DocumentStore;
import io.haymaker.emulator.token.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The secure values of containers: they go to the vault file, the documents keep the names. The
 * passwords of registries are kept nowhere: they are used when an image is asked for.
 */
final class GroupSecrets {

  private static final String KIND = "containerinstances.secret";

  private final DocumentStore vault;

  GroupSecrets(DocumentStore vault) {
    this.vault = vault;
  }

  /** Takes the secrets out of a document; gives the secure values by container and variable. */
  static ObjectNode takeOut(ObjectNode document) {
    ObjectNode values = Json.object();
    for (JsonNode container : document.path("properties").path("containers")) {
      ObjectNode ofContainer = values.putObject(container.path("name").asString(""));
      for (JsonNode variable : container.path("properties").path("environmentVariables")) {
        if (variable instanceof ObjectNode object && object.has("secureValue")) {
          ofContainer.set(object.path("name").asString(""), object.remove("secureValue"));
        }
      }
    }
    for (JsonNode credential : document.path("properties").path("imageRegistryCredentials")) {
      if (credential instanceof ObjectNode object) {
        object.remove("password");
      }
    }
    return values;
  }

  /** Whether these are the values that a group has. */
  boolean areThoseOf(ResourceId group, ObjectNode values) {
    return vault.get(KIND, group.key()).equals(Optional.of(values));
  }

  void put(ResourceId group, ObjectNode values) {
    vault.put(KIND, group.key(), values);
  }

  void forget(ResourceId group) {
    vault.delete(KIND, group.key());
  }

  /** The variables of a container, the secure ones among them. */
  Map<String, Secret> variables(ResourceId group, Demand container) {
    JsonNode values =
        vault.get(KIND, group.key()).map(all -> all.path(container.name())).orElseGet(Json::object);
    Map<String, Secret> variables = new LinkedHashMap<>();
    for (Demand.Variable variable : container.variables()) {
      String text = variable.value().or(() -> Json.string(values, variable.name())).orElse("");
      variables.put(variable.name(), Secret.of(text));
    }
    return variables;
  }
}

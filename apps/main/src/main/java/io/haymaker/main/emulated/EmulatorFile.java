package io.haymaker.main.emulated;

import io.haymaker.core.identity.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code emulator.json} says: all that a client of the demo's cloud needs. */
record EmulatorFile(
    String armEndpoint,
    String authorityHost,
    String tenantId,
    String subscriptionId,
    String clientId,
    SecretValue clientSecret,
    Path caFile,
    String graphEndpoint,
    String keyVaultUrl,
    String containerRegistry,
    String serviceBusNamespace,
    String serviceBusHttpsEndpoint,
    SecretValue serviceBusConnectionString,
    String controlEndpoint,
    SecretValue controlKey,
    String location,
    long pid) {

  static final String NAME = "emulator.json";

  /** Empty when it is not there, or not written to its end yet. */
  static Optional<EmulatorFile> read(Path folder) {
    try {
      JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve(NAME)));
      return Optional.of(
          new EmulatorFile(
              text(json, "arm_endpoint"),
              text(json, "authority_host"),
              text(json, "tenant_id"),
              text(json, "subscription_id"),
              text(json, "client_id"),
              new SecretValue(text(json, "client_secret")),
              Path.of(text(json, "ca_file")),
              text(json, "graph_endpoint"),
              text(json, "key_vault_url"),
              text(json, "container_registry"),
              text(json, "service_bus_namespace"),
              text(json, "service_bus_https_endpoint"),
              new SecretValue(text(json, "service_bus_connection_string")),
              text(json, "control_endpoint"),
              new SecretValue(text(json, "control_key")),
              text(json, "location"),
              json.path("pid").asLong()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      // Half-written, or another version's: whoever waits for it reads again.
      return Optional.empty();
    }
  }

  /** What a configuration would say to work there. */
  Map<String, String> asSettings() {
    return Map.of(
        "AZURE_TENANT_ID", tenantId,
        "AZURE_SUBSCRIPTION_ID", subscriptionId,
        "AZURE_CLIENT_ID", clientId,
        "MAIN_SP_CLIENT_SECRET", clientSecret.reveal(),
        "AZURE_AUTHORITY_HOST", authorityHost,
        "HAYMAKER_ARM_ENDPOINT", armEndpoint,
        "HAYMAKER_GRAPH_ENDPOINT", graphEndpoint,
        "HAYMAKER_CA_FILE", caFile.toString());
  }

  private static String text(JsonNode json, String key) {
    JsonNode value = json.path(key);
    if (!value.isString()) {
      throw new IllegalArgumentException(NAME + " lacks " + key);
    }
    return value.asString();
  }
}

package io.haymaker.emulator.cloud;

import io.haymaker.emulator.http.Json;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the cloud behaves; can be changed while it runs, and is kept over a restart.
 *
 * @param rolePropagation how long a role assignment, or its removal, takes to act
 * @param directoryPropagation how long a new principal or password takes to be known elsewhere
 * @param inventoryLag how far the inventory (Resource Graph) is behind
 * @param operationTime how long a long-running operation takes
 * @param retryAfter what clients are told to wait between two looks at an operation
 * @param throttling whether the token buckets of Resource Manager are enforced
 * @param quotas limits by name, e.g. {@code Microsoft.App/managedEnvironments}; the service that
 *     enforces a quota documents its name and its default
 */
public record Settings(
    Duration rolePropagation,
    Duration directoryPropagation,
    Duration inventoryLag,
    Duration operationTime,
    Duration retryAfter,
    boolean throttling,
    Map<String, Long> quotas) {

  public Settings {
    for (Duration duration :
        new Duration[] {
          rolePropagation, directoryPropagation, inventoryLag, operationTime, retryAfter
        }) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("a setting must not be negative: " + duration);
      }
    }
    quotas = Map.copyOf(quotas);
  }

  /** What a new cloud starts with. */
  public static Settings standard() {
    return new Settings(
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        Duration.ofMillis(200),
        false,
        Map.of());
  }

  /** Nothing takes time: for tests that are about something else. */
  public static Settings immediate() {
    return new Settings(
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofMillis(100),
        false,
        Map.of());
  }

  /** A quota, or its default where none is set. */
  public long quota(String name, long standard) {
    return quotas.getOrDefault(name, standard);
  }

  /** These settings with the members of {@code changes} in their place; quotas are merged. */
  public Settings with(ObjectNode changes) {
    ObjectNode merged = toJson();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (!merged.has(change.getKey())) {
        throw new IllegalArgumentException("no such setting: " + change.getKey());
      }
      if (change.getKey().equals("quotas") && change.getValue() instanceof ObjectNode quotas) {
        Json.child(merged, "quotas").setAll(quotas);
      } else {
        merged.set(change.getKey(), change.getValue());
      }
    }
    return parse(merged);
  }

  /** The settings as JSON: durations in ISO 8601. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("rolePropagation", rolePropagation.toString());
    json.put("directoryPropagation", directoryPropagation.toString());
    json.put("inventoryLag", inventoryLag.toString());
    json.put("operationTime", operationTime.toString());
    json.put("retryAfter", retryAfter.toString());
    json.put("throttling", throttling);
    ObjectNode limits = json.putObject("quotas");
    new TreeMap<>(quotas).forEach(limits::put);
    return json;
  }

  /**
   * Settings from JSON with all members.
   *
   * @throws IllegalArgumentException naming the member that is wrong
   */
  static Settings parse(ObjectNode json) {
    if (!json.path("throttling").isBoolean() || !json.path("quotas").isObject()) {
      throw new IllegalArgumentException("throttling must be a boolean and quotas an object");
    }
    Map<String, Long> quotas = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> quota : json.path("quotas").properties()) {
      if (!quota.getValue().isIntegralNumber()) {
        throw new IllegalArgumentException("quota " + quota.getKey() + " must be a whole number");
      }
      quotas.put(quota.getKey(), quota.getValue().asLong());
    }
    return new Settings(
        duration(json, "rolePropagation"),
        duration(json, "directoryPropagation"),
        duration(json, "inventoryLag"),
        duration(json, "operationTime"),
        duration(json, "retryAfter"),
        json.path("throttling").asBoolean(),
        quotas);
  }

  private static Duration duration(ObjectNode json, String name) {
    try {
      return Duration.parse(Json.string(json, name).orElse(""));
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          name + " must be an ISO 8601 duration such as PT5S", wrong);
    }
  }
}

package io.haymaker.emulator.ingestion;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data collection rules and endpoints as resources. Clients of the endpoint know a rule by its
 * immutable id only, which the service gives it and which stays when the rule is written again.
 */
final class CollectionRules implements ResourceProvider {
  static final String RULE = "Microsoft.Insights/dataCollectionRules";
  private static final String ENDPOINT = "Microsoft.Insights/dataCollectionEndpoints";
  private static final Set<String> COLUMN_TYPES =
      Set.of("string", "int", "long", "real", "boolean", "dynamic", "datetime");

  private final Cloud cloud;
  private final ResourceBook resources;

  CollectionRules(Cloud cloud, ResourceBook resources) {
    this.cloud = cloud;
    this.resources = resources;
  }

  /** The rule of an immutable id, unless it is being deleted. */
  Optional<ArmResource> byImmutableId(String id) {
    return resources.ofType(RULE).stream()
        .filter(rule -> rule.goneAt().isEmpty())
        .filter(rule -> Json.string(rule.properties(), "immutableId").orElse("").equals(id))
        .findFirst();
  }

  @Override
  public String namespace() {
    return "Microsoft.Insights";
  }

  @Override
  public void beforeWrite(Write write) {
    ObjectNode properties = Json.child(write.document(), "properties");
    if (write.id().isA(RULE)) {
      requireLocation(write);
      checkStreams(properties);
      checkFlows(properties);
      immutable(write, properties, "dcr-");
    } else if (write.id().isA(ENDPOINT)) {
      requireLocation(write);
      immutable(write, properties, "dce-");
    }
  }

  /** The endpoint is shown, not kept: its port may be another one after a restart. */
  @Override
  public void show(ArmResource resource, ObjectNode view) {
    ObjectNode properties = Json.child(view, "properties");
    String endpoint = cloud.endpoints().logs();
    if (resource.id().isA(ENDPOINT)) {
      Json.child(properties, "logsIngestion").put("endpoint", endpoint);
    } else if (resource.id().isA(RULE) && "Direct".equals(view.path("kind").asString(""))) {
      Json.child(properties, "endpoints").put("logsIngestion", endpoint);
    }
  }

  private static void immutable(Write write, ObjectNode properties, String prefix) {
    String id =
        write
            .before()
            .flatMap(before -> Json.string(before.properties(), "immutableId"))
            .orElseGet(() -> prefix + UUID.randomUUID().toString().replace("-", ""));
    properties.put("immutableId", id);
  }

  private static void requireLocation(Write write) {
    if (Json.string(write.document(), "location").isEmpty()) {
      throw new Refused(
          400, "LocationRequired", "The location property is required for this definition.");
    }
  }

  private static void checkStreams(ObjectNode properties) {
    for (Map.Entry<String, JsonNode> stream : properties.path("streamDeclarations").properties()) {
      if (!stream.getKey().startsWith("Custom-")) {
        throw invalid("The declared stream '" + stream.getKey() + "' must begin with 'Custom-'.");
      }
      for (JsonNode column : stream.getValue().path("columns")) {
        String type = Json.string(column, "type").orElse("");
        if (Json.string(column, "name").isEmpty() || !COLUMN_TYPES.contains(type)) {
          throw invalid(
              "Each column of the stream '" + stream.getKey() + "' needs a name and a known type.");
        }
      }
    }
  }

  private static void checkFlows(ObjectNode properties) {
    for (JsonNode flow : properties.path("dataFlows")) {
      String transform = Json.string(flow, "transformKql").orElse("source").strip();
      if (!transform.equals("source")) {
        throw new Refused(
            400,
            "TransformsNotEmulated",
            "The emulator does not run transformKql; it takes 'source' only.");
      }
      for (JsonNode stream : flow.path("streams")) {
        String name = stream.asString("");
        if (name.startsWith("Custom-") && !properties.path("streamDeclarations").has(name)) {
          throw invalid("The stream '" + name + "' of a data flow is not declared.");
        }
      }
    }
  }

  private static Refused invalid(String message) {
    return new Refused(400, "InvalidPayload", message);
  }
}

package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.http.Json;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How full environments are, from the executions and replicas that live. */
final class EnvironmentLoad {

  private final Cloud cloud;
  private final ResourceBook resources;
  private final ExecutionBook executions;
  private final AppBook apps;

  EnvironmentLoad(Cloud cloud, ResourceBook resources, ExecutionBook executions, AppBook apps) {
    this.cloud = cloud;
    this.resources = resources;
    this.executions = executions;
    this.apps = apps;
  }

  Capacity of(ManagedEnvironment environment) {
    String key = environment.id().key();
    Stream<Capacity.Load> ofJobs =
        executions.live().stream()
            .filter(execution -> execution.environmentKey().equals(key))
            .map(execution -> new Capacity.Load(execution.profile(), execution.size()));
    Stream<Capacity.Load> ofApps =
        apps.replicas().stream()
            .filter(replica -> replica.environmentKey().equals(key))
            .map(Replica::load);
    return new Capacity(environment, Stream.concat(ofJobs, ofApps).toList());
  }

  /** {@code managedEnvironments/{n}/usages}: used and allowed cores of each family. */
  ObjectNode usages(ArmResource resource) {
    Capacity capacity = of(ManagedEnvironment.of(resource));
    Settings settings = cloud.settings().now();
    ArrayNode value = Json.array();
    for (ProfileFamily family : ProfileFamily.values()) {
      addUsage(value, family.quotaName(), capacity.cores(family), family.cores(settings));
    }
    return Json.object().set("value", value);
  }

  /** {@code locations/{l}/usages}: environments in the region. */
  ObjectNode regionUsages(String region) {
    long used =
        resources.ofType(ManagedEnvironment.TYPE).stream()
            .filter(environment -> environment.location().orElse("").equalsIgnoreCase(region))
            .count();
    ArrayNode value = Json.array();
    addUsage(
        value,
        "ManagedEnvironmentCount",
        used,
        cloud.settings().now().quota(EnvironmentRules.QUOTA, 15));
    return Json.object().set("value", value);
  }

  /** {@code managedEnvironments/{n}/workloadProfileStates}: nodes of each profile. */
  ObjectNode profileStates(ArmResource resource) {
    ManagedEnvironment environment = ManagedEnvironment.of(resource);
    Capacity capacity = of(environment);
    ArrayNode value = Json.array();
    for (WorkloadProfile profile : environment.profiles()) {
      ObjectNode state = value.addObject();
      state.put("id", environment.id().text() + "/workloadProfileStates/" + profile.name());
      state.put("name", profile.name());
      state.put("type", ManagedEnvironment.TYPE + "/workloadProfileStates");
      ObjectNode properties = state.putObject("properties");
      properties.put("minimumCount", profile.minimum());
      properties.put("maximumCount", profile.maximum());
      properties.put("currentCount", profile.type().isDedicated() ? capacity.nodes(profile) : 0);
    }
    return Json.object().set("value", value);
  }

  /** {@code locations/{l}/availableManagedEnvironmentsWorkloadProfileTypes}: the kinds of node. */
  static ObjectNode profileTypes(String region) {
    ArrayNode value = Json.array();
    for (ProfileType type : ProfileType.values()) {
      ObjectNode properties =
          value
              .addObject()
              .put("name", type.wireName())
              .put("location", region)
              .putObject("properties");
      properties.put("category", category(type.family()));
      properties.put("cores", type.cores());
      properties.put("memoryGiB", type.memory());
      properties.put("displayName", type.wireName());
    }
    return Json.object().set("value", value);
  }

  private static String category(ProfileFamily family) {
    return switch (family) {
      case CONSUMPTION -> "Consumption";
      case GENERAL_PURPOSE -> "GeneralPurpose";
      case MEMORY_OPTIMIZED -> "MemoryOptimized";
    };
  }

  private static void addUsage(ArrayNode value, String name, long used, long limit) {
    ObjectNode usage =
        value.addObject().put("unit", "Count").put("currentValue", used).put("limit", limit);
    usage.putObject("name").put("value", name).put("localizedValue", name);
  }
}

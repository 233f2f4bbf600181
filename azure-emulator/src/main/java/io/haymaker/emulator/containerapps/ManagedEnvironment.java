package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What jobs need to know of an environment. One without a list of profiles is consumption-only. */
record ManagedEnvironment(ResourceId id, List<WorkloadProfile> profiles) {

  static final String TYPE = "Microsoft.App/managedEnvironments";

  private static final WorkloadProfile CONSUMPTION =
      new WorkloadProfile("Consumption", ProfileType.CONSUMPTION, 0, 0);

  ManagedEnvironment {
    profiles = List.copyOf(profiles);
  }

  static ManagedEnvironment of(ArmResource resource) {
    return of(resource.id(), resource.properties());
  }

  /**
   * Reads and checks the profiles.
   *
   * @throws io.haymaker.emulator.http.Refused (400) naming the profile that is wrong
   */
  static ManagedEnvironment of(ResourceId id, ObjectNode properties) {
    List<WorkloadProfile> profiles = new ArrayList<>();
    for (JsonNode node : properties.path("workloadProfiles")) {
      WorkloadProfile profile = profile(node);
      if (profiles.stream().anyMatch(other -> other.name().equalsIgnoreCase(profile.name()))) {
        throw AppErrors.invalid("There are two workload profiles named '" + profile.name() + "'.");
      }
      profiles.add(profile);
    }
    return new ManagedEnvironment(id, profiles.isEmpty() ? List.of(CONSUMPTION) : profiles);
  }

  Optional<WorkloadProfile> profile(String name) {
    return profiles.stream().filter(profile -> profile.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * Whether it was made with workload profiles: those need a smaller subnet, but a delegated one.
   */
  static boolean hasProfiles(ObjectNode properties) {
    return !properties.path("workloadProfiles").isEmpty();
  }

  private static WorkloadProfile profile(JsonNode node) {
    String name =
        Json.string(node, "name")
            // The Azure CLI writes it so; Azure reads member names without case.
            .or(() -> Json.string(node, "Name"))
            .orElseThrow(() -> AppErrors.invalid("A workload profile has no name."));
    String typeName = Json.string(node, "workloadProfileType").orElse("");
    ProfileType type =
        ProfileType.named(typeName)
            .orElseThrow(
                () ->
                    AppErrors.invalid(
                        "The workloadProfileType '"
                            + typeName
                            + "' of profile '"
                            + name
                            + "' is not known."));
    if (!type.isDedicated()) {
      return new WorkloadProfile(name, type, 0, 0);
    }
    int minimum = count(node, "minimumCount", name);
    int maximum = count(node, "maximumCount", name);
    if (minimum > maximum || maximum < 1) {
      throw AppErrors.invalid(
          "The workload profile '"
              + name
              + "' needs 0 <= minimumCount <= maximumCount and a maximum of at least 1.");
    }
    return new WorkloadProfile(name, type, minimum, maximum);
  }

  private static int count(JsonNode node, String member, String profile) {
    JsonNode value = node.path(member);
    if (!value.isInt() || value.intValue() < 0) {
      throw AppErrors.invalid("The workload profile '" + profile + "' needs a " + member + ".");
    }
    return value.intValue();
  }
}

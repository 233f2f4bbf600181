package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What is checked before an environment is written or deleted. */
final class EnvironmentRules {

  /** The quota's name in the settings: environments in one region. */
  static final String QUOTA = ManagedEnvironment.TYPE;

  private static final long STANDARD_QUOTA = 15;
  private static final Pattern NAME = Pattern.compile("[a-z](?:[a-z0-9-]{0,58}[a-z0-9])?");

  private final Cloud cloud;
  private final ResourceBook resources;
  private final EnvironmentLoad load;
  private final SubnetCheck subnets;

  EnvironmentRules(Cloud cloud, ResourceBook resources, EnvironmentLoad load) {
    this.cloud = cloud;
    this.resources = resources;
    this.load = load;
    this.subnets = new SubnetCheck(resources);
  }

  void beforeWrite(Write write) {
    ObjectNode properties = Json.child(write.document(), "properties");
    ManagedEnvironment environment = ManagedEnvironment.of(write.id(), properties);
    if (write.before().isEmpty()) {
      checkNew(write);
    }
    checkSubnet(write, properties);
    checkCores(environment);
    properties.put(
        "defaultDomain",
        domain(write.id().key()) + "." + cloud.location() + ".azurecontainerapps.localhost");
    properties.put("staticIp", "127.0.0.1");
  }

  void beforeDelete(ArmResource environment) {
    refuseWhile(environment, "Microsoft.App/containerApps", "ManagedEnvironmentHasContainerApps");
    refuseWhile(environment, JobDefinition.TYPE, "ManagedEnvironmentHasContainerAppsJobs");
  }

  private void checkNew(Write write) {
    if (!NAME.matcher(write.id().name()).matches()) {
      throw AppErrors.invalid(
          "ManagedEnvironmentInvalidName",
          "Invalid managed environment name '" + write.id().name() + "'.");
    }
    String region = Json.string(write.document(), "location").orElse("");
    long present =
        resources.ofType(ManagedEnvironment.TYPE).stream()
            .filter(other -> other.location().orElse("").equalsIgnoreCase(region))
            .count();
    long quota = cloud.settings().now().quota(QUOTA, STANDARD_QUOTA);
    if (present >= quota) {
      throw AppErrors.invalid(
          "MaxNumberOfRegionalEnvironmentsInSubExceeded",
          "The subscription cannot have more than "
              + quota
              + " Container App Environments in "
              + region
              + ".");
    }
  }

  private void checkSubnet(Write write, ObjectNode properties) {
    Optional<String> subnet = subnet(properties);
    subnet.ifPresent(id -> subnets.require(id, ManagedEnvironment.hasProfiles(properties)));
    if (write.before().isPresent() && !same(subnet(write.before().get().properties()), subnet)) {
      throw AppErrors.invalid(
          "ManagedEnvironmentInvalidNetworkConfiguration",
          "The subnet of an environment cannot be changed.");
    }
  }

  /** The least number of nodes is there at once, so the quota has to hold it. */
  private void checkCores(ManagedEnvironment environment) {
    Capacity capacity = load.of(environment);
    for (ProfileFamily family : ProfileFamily.values()) {
      long quota = family.cores(cloud.settings().now());
      if (capacity.cores(family) > quota) {
        throw AppErrors.tooManyCores(family, capacity.cores(family), quota);
      }
    }
  }

  private void refuseWhile(ArmResource environment, String type, String code) {
    Optional<ArmResource> holder =
        resources.ofType(type).stream()
            .filter(
                resource ->
                    resource.goneAt().isEmpty()
                        && environmentOf(resource).equalsIgnoreCase(environment.id().text()))
            .findFirst();
    if (holder.isPresent()) {
      throw new Refused(
          409,
          code,
          "The environment '"
              + environment.id().name()
              + "' cannot be deleted because it has '"
              + holder.get().id().text()
              + "'. Delete that first.");
    }
  }

  private static String environmentOf(ArmResource resource) {
    return Json.string(resource.properties(), "environmentId")
        .or(() -> Json.string(resource.properties(), "managedEnvironmentId"))
        .orElse("");
  }

  private static Optional<String> subnet(ObjectNode properties) {
    return Json.string(properties.path("vnetConfiguration"), "infrastructureSubnetId");
  }

  private static boolean same(Optional<String> one, Optional<String> other) {
    return one.map(text -> text.toLowerCase(Locale.ROOT))
        .equals(other.map(text -> text.toLowerCase(Locale.ROOT)));
  }

  private static String domain(String key) {
    return "env-" + Integer.toHexString(key.hashCode());
  }
}

package io.haymaker.azure.runtime;

import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerSize;
import java.util.Optional;

/**
 * Where and how agents run on Container Apps. Everything is checked when this is made, before any
 * call.
 *
 * @param resourceGroup the name of the group in which their jobs or apps are made
 * @param location their region
 * @param environmentId the resource id of the Container Apps environment
 * @param workloadProfile the environment's own name for the profile to run on
 * @param identity whose rights fetch secrets and the image: the resource id of a user-assigned
 *     identity, or {@code system}
 * @param image what agents run unless a launch says otherwise
 * @param size what agents get unless a launch says otherwise; at least {@link #FLOOR}
 * @param registry the registry's host, where the identity must log in to pull the image
 * @param network the virtual network that the environment is integrated with
 * @param kind as what they run
 */
public record ContainerAppsSettings(
    String resourceGroup,
    String location,
    String environmentId,
    String workloadProfile,
    String identity,
    String image,
    ContainerSize size,
    Optional<String> registry,
    Network network,
    AgentKind kind) {

  /** The name under which handles of this runtime are known. */
  public static final String RUNTIME = "container-apps";

  /** No agent is smaller: 2 CPU and 64 GB. */
  public static final ContainerSize FLOOR = new ContainerSize(2, 64);

  /** The identity of the job or app itself. */
  public static final String SYSTEM_IDENTITY = "system";

  /** The subnet of the environment; mandatory. */
  public record Network(String vnetResourceGroup, String vnetName, String subnetName) {
    public Network {
      required("vnet_resource_group", vnetResourceGroup);
      required("vnet_name", vnetName);
      required("subnet_name", subnetName);
    }
  }

  /**
   * @throws IllegalArgumentException naming the field that is missing or too small
   */
  public ContainerAppsSettings {
    required("resource_group", resourceGroup);
    required("location", location);
    required("environment_id", environmentId);
    required("workload_profile", workloadProfile);
    required("identity", identity);
    required("image", image);
    if (size.memoryGb() < FLOOR.memoryGb()) {
      throw new IllegalArgumentException(
          "container_memory_gb must be at least %s, is %s"
              .formatted(text(FLOOR.memoryGb()), text(size.memoryGb())));
    }
    if (size.cpuCores() < FLOOR.cpuCores()) {
      throw new IllegalArgumentException(
          "container_cpu_cores must be at least %s, is %s"
              .formatted(text(FLOOR.cpuCores()), text(size.cpuCores())));
    }
    ResourceId environment = ResourceId.of(environmentId);
    if (!environment.type().equals("microsoft.app/managedenvironments")) {
      throw new IllegalArgumentException(
          "environment_id names no Container Apps environment: " + environmentId);
    }
    if (!identity.equals(SYSTEM_IDENTITY) && !identity.startsWith("/subscriptions/")) {
      throw new IllegalArgumentException(
          "identity must be a resource id or 'system', is '%s'".formatted(identity));
    }
  }

  /** The same with another kind. */
  public ContainerAppsSettings as(AgentKind other) {
    return new ContainerAppsSettings(
        resourceGroup,
        location,
        environmentId,
        workloadProfile,
        identity,
        image,
        size,
        registry,
        network,
        other);
  }

  /** A number as Container Apps writes it: without a fraction where there is none. */
  static String text(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private static void required(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }
}

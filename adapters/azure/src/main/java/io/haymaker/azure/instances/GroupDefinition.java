package io.haymaker.azure.instances;

import com.azure.resourcemanager.containerinstance.fluent.models.ContainerGroupInner;
import com.azure.resourcemanager.containerinstance.models.Container;
import com.azure.resourcemanager.containerinstance.models.ContainerGroupIdentity;
import com.azure.resourcemanager.containerinstance.models.ContainerGroupIdentityUserAssignedIdentities;
import com.azure.resourcemanager.containerinstance.models.ContainerGroupRestartPolicy;
import com.azure.resourcemanager.containerinstance.models.ContainerGroupSubnetId;
import com.azure.resourcemanager.containerinstance.models.EnvironmentVariable;
import com.azure.resourcemanager.containerinstance.models.ImageRegistryCredential;
import com.azure.resourcemanager.containerinstance.models.OperatingSystemTypes;
import com.azure.resourcemanager.containerinstance.models.ResourceIdentityType;
import com.azure.resourcemanager.containerinstance.models.ResourceRequests;
import com.azure.resourcemanager.containerinstance.models.ResourceRequirements;
import io.haymaker.azure.instances.ContainerInstancesSettings.RegistryLogin;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.runtime.LaunchSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes what is to be launched as a group of one container that is never begun again. */
final class GroupDefinition {

  /** The one container of each group. */
  static final String CONTAINER = "main";

  private final ContainerInstancesSettings settings;

  GroupDefinition(ContainerInstancesSettings settings) {
    this.settings = settings;
  }

  /**
   * @param secrets the values of the spec's secrets by the names of their variables
   * @param now becomes a tag, for whoever asks how long it is being provisioned
   */
  ContainerGroupInner of(LaunchSpec spec, Map<String, SecretValue> secrets, Instant now) {
    var tags = new HashMap<>(spec.labels());
    tags.put(GroupState.CREATED, now.toString());
    ContainerGroupInner group =
        new ContainerGroupInner()
            .withLocation(settings.location())
            .withTags(tags)
            .withOsType(OperatingSystemTypes.LINUX)
            .withRestartPolicy(ContainerGroupRestartPolicy.NEVER)
            .withContainers(List.of(container(spec, secrets)));
    settings
        .subnet()
        .ifPresent(id -> group.withSubnetIds(List.of(new ContainerGroupSubnetId().withId(id))));
    settings.registry().ifPresent(login -> group.withImageRegistryCredentials(List.of(of(login))));
    if (!settings.allIdentities().isEmpty()) {
      group.withIdentity(identity());
    }
    return group;
  }

  private static Container container(LaunchSpec spec, Map<String, SecretValue> secrets) {
    var variables = new ArrayList<EnvironmentVariable>();
    new TreeMap<>(spec.environment())
        .forEach(
            (name, value) ->
                variables.add(new EnvironmentVariable().withName(name).withValue(value)));
    new TreeMap<>(secrets)
        .forEach(
            (name, value) ->
                variables.add(
                    new EnvironmentVariable().withName(name).withSecureValue(value.reveal())));
    return new Container()
        .withName(CONTAINER)
        .withImage(spec.image())
        .withEnvironmentVariables(variables)
        .withResources(
            new ResourceRequirements()
                .withRequests(
                    new ResourceRequests()
                        .withCpu(up(spec.size().cpuCores(), 2))
                        .withMemoryInGB(up(spec.size().memoryGb(), 1))));
  }

  /** The next larger size that the service takes: it knows memory to one decimal only. */
  static double up(double size, int decimals) {
    return BigDecimal.valueOf(size).setScale(decimals, RoundingMode.CEILING).doubleValue();
  }

  private static ImageRegistryCredential of(RegistryLogin login) {
    var credential = new ImageRegistryCredential().withServer(login.server());
    return switch (login) {
      case RegistryLogin.ByPassword(_, String user, SecretValue password) ->
          credential.withUsername(user).withPassword(password.reveal());
      case RegistryLogin.ByIdentity(_, String identity) -> credential.withIdentity(identity);
    };
  }

  private ContainerGroupIdentity identity() {
    var all = new HashMap<String, ContainerGroupIdentityUserAssignedIdentities>();
    settings
        .allIdentities()
        .forEach(id -> all.put(id, new ContainerGroupIdentityUserAssignedIdentities()));
    return new ContainerGroupIdentity()
        .withType(ResourceIdentityType.USER_ASSIGNED)
        .withUserAssignedIdentities(all);
  }
}

package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.models.Container;
import com.azure.resourcemanager.appcontainers.models.ContainerResources;
import com.azure.resourcemanager.appcontainers.models.EnvironmentVar;
import com.azure.resourcemanager.appcontainers.models.ManagedServiceIdentity;
import com.azure.resourcemanager.appcontainers.models.ManagedServiceIdentityType;
import com.azure.resourcemanager.appcontainers.models.RegistryCredentials;
import com.azure.resourcemanager.appcontainers.models.Secret;
import com.azure.resourcemanager.appcontainers.models.UserAssignedIdentity;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What jobs and apps have in common, written from what is to be launched; and their limits. */
final class WorkloadParts {

  /** Longest name of a job or app. */
  static final int NAME_LIMIT = 32;

  /** The largest container of the largest profile, E32 (design/azure-facts.md 1). */
  static final ContainerSize LARGEST = new ContainerSize(32, 256);

  private static final Pattern NAME = Pattern.compile("[a-z](?:-?[a-z0-9])*");
  private static final Pattern SECRET_NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");
  private static final int SECRET_NAME_LIMIT = 253;

  private final ContainerAppsSettings settings;

  WorkloadParts(ContainerAppsSettings settings) {
    this.settings = settings;
  }

  /** What Container Apps, or our floor, would refuse in this; empty when nothing. */
  static Optional<Problem> objection(LaunchSpec spec, Capabilities capabilities) {
    String name = spec.name().value();
    if (name.length() < 2 || name.length() > NAME_LIMIT || !NAME.matcher(name).matches()) {
      return Optional.of(
          new Problem(
              "InvalidName",
              ("'%s': a name has 2 to 32 lower-case letters, digits and single hyphens, begins with"
                      + " a letter and ends with no hyphen")
                  .formatted(name)));
    }
    return capabilities
        .objection(spec)
        .or(
            () ->
                spec.secrets().values().stream()
                    .map(SecretSource::name)
                    .filter(
                        secret ->
                            !SECRET_NAME.matcher(secret).matches()
                                || secret.length() > SECRET_NAME_LIMIT)
                    .findFirst()
                    .map(secret -> new Problem("InvalidSecretName", "'%s'".formatted(secret))));
  }

  /** The container, without probes. */
  Container container(LaunchSpec spec) {
    var variables = new ArrayList<EnvironmentVar>();
    new TreeMap<>(spec.environment())
        .forEach(
            (name, value) -> variables.add(new EnvironmentVar().withName(name).withValue(value)));
    new TreeMap<>(spec.secrets())
        .forEach(
            (name, source) ->
                variables.add(new EnvironmentVar().withName(name).withSecretRef(source.name())));
    return new Container()
        .withName("agent")
        .withImage(spec.image())
        .withEnv(variables)
        .withResources(
            new ContainerResources()
                .withCpu(spec.size().cpuCores())
                .withMemory(ContainerAppsSettings.text(spec.size().memoryGb()) + "Gi"));
  }

  List<Secret> secrets(LaunchSpec spec) {
    return spec.secrets().values().stream()
        .distinct()
        .sorted(Comparator.comparing(SecretSource::name))
        .map(
            source ->
                new Secret()
                    .withName(source.name())
                    .withKeyVaultUrl(source.url())
                    .withIdentity(settings.identity()))
        .toList();
  }

  /** Where the identity logs in to pull; empty where nobody needs to. */
  List<RegistryCredentials> registries() {
    return settings.registry().stream()
        .map(
            server ->
                new RegistryCredentials().withServer(server).withIdentity(settings.identity()))
        .toList();
  }

  ManagedServiceIdentity identity() {
    if (settings.identity().equals(ContainerAppsSettings.SYSTEM_IDENTITY)) {
      return new ManagedServiceIdentity().withType(ManagedServiceIdentityType.SYSTEM_ASSIGNED);
    }
    return new ManagedServiceIdentity()
        .withType(ManagedServiceIdentityType.USER_ASSIGNED)
        .withUserAssignedIdentities(Map.of(settings.identity(), new UserAssignedIdentity()));
  }
}

package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.models.JobInner;
import com.azure.resourcemanager.appcontainers.models.Container;
import com.azure.resourcemanager.appcontainers.models.ContainerResources;
import com.azure.resourcemanager.appcontainers.models.EnvironmentVar;
import com.azure.resourcemanager.appcontainers.models.JobConfiguration;
import com.azure.resourcemanager.appcontainers.models.JobConfigurationManualTriggerConfig;
import com.azure.resourcemanager.appcontainers.models.JobTemplate;
import com.azure.resourcemanager.appcontainers.models.ManagedServiceIdentity;
import com.azure.resourcemanager.appcontainers.models.ManagedServiceIdentityType;
import com.azure.resourcemanager.appcontainers.models.RegistryCredentials;
import com.azure.resourcemanager.appcontainers.models.Secret;
import com.azure.resourcemanager.appcontainers.models.TriggerType;
import com.azure.resourcemanager.appcontainers.models.UserAssignedIdentity;
import io.haymaker.core.outcome.Problem;
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

/** Writes what is to be launched as a job, and knows what a job may look like. */
final class JobDefinition {

  /** Longest name of a job. */
  static final int NAME_LIMIT = 32;

  /** The largest container of the largest profile, E32 (design/azure-facts.md 1). */
  static final ContainerSize LARGEST = new ContainerSize(32, 256);

  private static final Pattern NAME = Pattern.compile("[a-z](?:-?[a-z0-9])*");
  private static final Pattern SECRET_NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");

  private final ContainerAppsSettings settings;

  JobDefinition(ContainerAppsSettings settings) {
    this.settings = settings;
  }

  /** What Container Apps, or our floor, would refuse in this; empty when nothing. */
  static Optional<Problem> objection(LaunchSpec spec) {
    String name = spec.name().value();
    if (name.length() < 2 || name.length() > NAME_LIMIT || !NAME.matcher(name).matches()) {
      return Optional.of(
          new Problem(
              "InvalidName",
              ("'%s': a job's name has 2 to 32 lower-case letters, digits and single hyphens, begins"
                      + " with a letter and ends with no hyphen")
                  .formatted(name)));
    }
    ContainerSize floor = ContainerAppsSettings.FLOOR;
    if (spec.size().memoryGb() < floor.memoryGb() || spec.size().cpuCores() < floor.cpuCores()) {
      return Optional.of(new Problem("TooSmall", "an agent has at least 64 GB and 2 CPU"));
    }
    if (spec.size().memoryGb() > LARGEST.memoryGb()
        || spec.size().cpuCores() > LARGEST.cpuCores()) {
      return Optional.of(new Problem("TooLarge", "no profile has more than 256 GB and 32 CPU"));
    }
    return spec.secrets().values().stream()
        .map(SecretSource::name)
        .filter(secret -> !SECRET_NAME.matcher(secret).matches() || secret.length() > 253)
        .findFirst()
        .map(secret -> new Problem("InvalidSecretName", "'%s'".formatted(secret)));
  }

  JobInner of(LaunchSpec spec) {
    JobInner job =
        new JobInner()
            .withLocation(settings.location())
            .withTags(spec.labels())
            .withIdentity(identity())
            .withEnvironmentId(settings.environmentId())
            .withWorkloadProfileName(settings.workloadProfile());
    return job.withConfiguration(configuration(spec)).withTemplate(template(spec));
  }

  private JobConfiguration configuration(LaunchSpec spec) {
    var configuration =
        new JobConfiguration()
            .withTriggerType(TriggerType.MANUAL)
            .withManualTriggerConfig(
                new JobConfigurationManualTriggerConfig()
                    .withParallelism(1)
                    .withReplicaCompletionCount(1))
            // An agent is not idempotent: what has ended is never begun again.
            .withReplicaRetryLimit(0)
            .withReplicaTimeout(Math.toIntExact(spec.timeout().toSeconds()))
            .withSecrets(secrets(spec));
    settings
        .registry()
        .ifPresent(
            server ->
                configuration.withRegistries(
                    List.of(
                        new RegistryCredentials()
                            .withServer(server)
                            .withIdentity(settings.identity()))));
    return configuration;
  }

  private List<Secret> secrets(LaunchSpec spec) {
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

  private JobTemplate template(LaunchSpec spec) {
    var variables = new ArrayList<EnvironmentVar>();
    new TreeMap<>(spec.environment())
        .forEach(
            (name, value) -> variables.add(new EnvironmentVar().withName(name).withValue(value)));
    new TreeMap<>(spec.secrets())
        .forEach(
            (name, source) ->
                variables.add(new EnvironmentVar().withName(name).withSecretRef(source.name())));
    return new JobTemplate()
        .withContainers(
            List.of(
                new Container()
                    .withName("agent")
                    .withImage(spec.image())
                    .withEnv(variables)
                    .withResources(
                        new ContainerResources()
                            .withCpu(spec.size().cpuCores())
                            .withMemory(
                                ContainerAppsSettings.text(spec.size().memoryGb()) + "Gi"))));
  }

  private ManagedServiceIdentity identity() {
    if (settings.identity().equals(ContainerAppsSettings.SYSTEM_IDENTITY)) {
      return new ManagedServiceIdentity().withType(ManagedServiceIdentityType.SYSTEM_ASSIGNED);
    }
    return new ManagedServiceIdentity()
        .withType(ManagedServiceIdentityType.USER_ASSIGNED)
        .withUserAssignedIdentities(Map.of(settings.identity(), new UserAssignedIdentity()));
  }
}

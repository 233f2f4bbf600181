package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.models.JobInner;
import com.azure.resourcemanager.appcontainers.models.JobConfiguration;
import com.azure.resourcemanager.appcontainers.models.JobConfigurationManualTriggerConfig;
import com.azure.resourcemanager.appcontainers.models.JobTemplate;
import com.azure.resourcemanager.appcontainers.models.TriggerType;
import io.haymaker.core.runtime.LaunchSpec;
import java.util.List;

/** Writes what is to be launched as a manual job. */
final class JobDefinition {

  private final ContainerAppsSettings settings;
  private final WorkloadParts parts;

  JobDefinition(ContainerAppsSettings settings) {
    this.settings = settings;
    this.parts = new WorkloadParts(settings);
  }

  JobInner of(LaunchSpec spec) {
    JobInner job =
        new JobInner()
            .withLocation(settings.location())
            .withTags(spec.labels())
            .withIdentity(parts.identity())
            .withEnvironmentId(settings.environmentId())
            .withWorkloadProfileName(settings.workloadProfile());
    return job.withConfiguration(configuration(spec))
        .withTemplate(new JobTemplate().withContainers(List.of(parts.container(spec))));
  }

  private JobConfiguration configuration(LaunchSpec spec) {
    return new JobConfiguration()
        .withTriggerType(TriggerType.MANUAL)
        .withManualTriggerConfig(
            new JobConfigurationManualTriggerConfig()
                .withParallelism(1)
                .withReplicaCompletionCount(1))
        // An agent is not idempotent: what has ended is never begun again.
        .withReplicaRetryLimit(0)
        .withReplicaTimeout(Math.toIntExact(spec.timeout().toSeconds()))
        .withSecrets(parts.secrets(spec))
        .withRegistries(parts.registries());
  }
}

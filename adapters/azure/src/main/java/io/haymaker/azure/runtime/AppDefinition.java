package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.models.ActiveRevisionsMode;
import com.azure.resourcemanager.appcontainers.models.Configuration;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProbe;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProbeHttpGet;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProbeTcpSocket;
import com.azure.resourcemanager.appcontainers.models.CustomScaleRule;
import com.azure.resourcemanager.appcontainers.models.Scale;
import com.azure.resourcemanager.appcontainers.models.ScaleRule;
import com.azure.resourcemanager.appcontainers.models.Template;
import com.azure.resourcemanager.appcontainers.models.Type;
import io.haymaker.core.runtime.HealthProbe;
import io.haymaker.core.runtime.LaunchSpec;
import java.util.List;

/** Writes what is to be launched as an app without ingress. */
final class AppDefinition {

  private final ContainerAppsSettings settings;
  private final AppScale scale;
  private final WorkloadParts parts;

  AppDefinition(ContainerAppsSettings settings, AppScale scale) {
    this.settings = settings;
    this.scale = scale;
    this.parts = new WorkloadParts(settings);
  }

  ContainerAppInner of(LaunchSpec spec) {
    return new ContainerAppInner()
        .withLocation(settings.location())
        .withTags(spec.labels())
        .withIdentity(parts.identity())
        .withEnvironmentId(settings.environmentId())
        .withWorkloadProfileName(settings.workloadProfile())
        .withConfiguration(
            new Configuration()
                // Two revisions side by side would be two agents.
                .withActiveRevisionsMode(ActiveRevisionsMode.SINGLE)
                .withSecrets(parts.secrets(spec))
                .withRegistries(parts.registries()))
        .withTemplate(
            new Template()
                .withContainers(
                    List.of(
                        parts
                            .container(spec)
                            .withProbes(
                                spec.options().probes().stream()
                                    .map(AppDefinition::probe)
                                    .toList())))
                .withScale(scale()));
  }

  private Scale scale() {
    return new Scale()
        .withMinReplicas(scale.minimum())
        .withMaxReplicas(scale.maximum())
        .withRules(scale.rules().stream().map(AppDefinition::rule).toList());
  }

  private static ScaleRule rule(AppScale.Rule rule) {
    return new ScaleRule()
        .withName(rule.name())
        .withCustom(new CustomScaleRule().withType(rule.type()).withMetadata(rule.metadata()));
  }

  private static ContainerAppProbe probe(HealthProbe probe) {
    var written =
        new ContainerAppProbe()
            .withType(
                switch (probe.purpose()) {
                  case LIVENESS -> Type.LIVENESS;
                  case READINESS -> Type.READINESS;
                  case STARTUP -> Type.STARTUP;
                })
            .withPeriodSeconds(Math.toIntExact(probe.period().toSeconds()))
            .withTimeoutSeconds(Math.toIntExact(probe.timeout().toSeconds()))
            .withFailureThreshold(probe.failures());
    if (!probe.initialDelay().isZero()) {
      written.withInitialDelaySeconds(Math.toIntExact(probe.initialDelay().toSeconds()));
    }
    return switch (probe.question()) {
      case HealthProbe.Question.Tcp(int port) ->
          written.withTcpSocket(new ContainerAppProbeTcpSocket().withPort(port));
      case HealthProbe.Question.Http(int port, String path) ->
          written.withHttpGet(new ContainerAppProbeHttpGet().withPort(port).withPath(path));
    };
  }
}

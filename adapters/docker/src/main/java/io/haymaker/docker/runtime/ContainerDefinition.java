package io.haymaker.docker.runtime;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.runtime.LaunchSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the engine is told about a container of the runtime port. */
final class ContainerDefinition {
  /** The label by which an installation finds its containers; a contract with other tools. */
  static final String INSTALLATION = "haymaker.installation";

  private ContainerDefinition() {}

  static CreateContainerCmd of(
      DockerClient client,
      LaunchSpec spec,
      DockerSettings settings,
      InstallationId installation,
      Path secrets) {
    HostConfig host =
        Limits.on(settings.rights().configuration(), spec.size())
            .withNetworkMode(settings.network())
            .withPortBindings(
                PublishedPorts.bindings(spec.options().ports(), settings.publishOn()));
    if (!spec.secrets().isEmpty()) {
      host.withBinds(new Bind(secrets.toString(), new Volume(SecretFiles.INSIDE), AccessMode.ro));
    }
    CreateContainerCmd create =
        client
            .createContainerCmd(spec.image())
            .withName(spec.name().value())
            .withEnv(environment(spec))
            .withLabels(labels(spec, installation))
            .withExposedPorts(PublishedPorts.exposed(spec.options().ports()))
            .withHostConfig(host);
    return settings.rights() == Rights.STRICT ? create.withUser(Rights.NOBODY) : create;
  }

  private static Map<String, String> labels(LaunchSpec spec, InstallationId installation) {
    var labels = new LinkedHashMap<>(spec.labels());
    labels.put(INSTALLATION, installation.value());
    return labels;
  }

  private static List<String> environment(LaunchSpec spec) {
    var lines = new ArrayList<String>();
    spec.environment().forEach((name, value) -> lines.add(name + "=" + value));
    spec.secrets()
        .forEach(
            (name, source) ->
                lines.add("%s_FILE=%s/%s".formatted(name, SecretFiles.INSIDE, source.name())));
    return lines;
  }
}

package io.haymaker.main.wiring;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerStats;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.docker.agent.AgentImage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A runtime that makes the agents' image before it launches one of them, if it is not there or not
 * there any more.
 */
record ImageFirst(ContainerRuntime runtime, AgentImage image) implements ContainerRuntime {

  @Override
  public Capabilities capabilities() {
    return runtime.capabilities();
  }

  @Override
  public Outcome<ContainerHandle> launch(LaunchSpec spec) {
    return spec.image().equals(image.reference())
        ? image.ensure().then(_ -> runtime.launch(spec))
        : runtime.launch(spec);
  }

  @Override
  public Look<ContainerView> inspect(ContainerHandle handle) {
    return runtime.inspect(handle);
  }

  @Override
  public Look<ContainerView> find(ContainerName name) {
    return runtime.find(name);
  }

  @Override
  public Outcome<Removal> stop(ContainerHandle handle) {
    return runtime.stop(handle);
  }

  @Override
  public Outcome<Removal> destroy(ContainerHandle handle, Duration followFor) {
    return runtime.destroy(handle, followFor);
  }

  @Override
  public Listing<ContainerView> list(InstallationId installation, Optional<RunId> run) {
    return runtime.list(installation, run);
  }

  @Override
  public Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return runtime.logs(handle, tailLines);
  }

  @Override
  public Outcome<LogReader> follow(ContainerHandle handle, int tailLines, Consumer<String> lines) {
    return runtime.follow(handle, tailLines, lines);
  }

  @Override
  public Outcome<ContainerStats> stats(ContainerHandle handle) {
    return runtime.stats(handle);
  }

  @Override
  public Outcome<ContainerSize> resize(ContainerHandle handle, ContainerSize size) {
    return runtime.resize(handle, size);
  }
}

package io.haymaker.benchmarks.cloud;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerStats;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.Restart;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Containers that are threads of this process. */
final class QuickContainers implements ContainerRuntime {
  final Shelf<ContainerView> shelf = new Shelf<>();
  private final Consumer<LaunchSpec> program;

  /**
   * @param program what each container does, on a virtual thread of its own
   */
  QuickContainers(Consumer<LaunchSpec> program) {
    this.program = program;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        "quick",
        32,
        new ContainerSize(0.25, 0.5),
        new ContainerSize(64, 512),
        Set.of(Restart.NEVER),
        Set.of());
  }

  @Override
  public Outcome<ContainerHandle> launch(LaunchSpec spec) {
    var handle = new ContainerHandle("quick", spec.name(), spec.name().value());
    put(new ContainerView(handle, spec.labels(), new ContainerState.Running()));
    Thread.ofVirtual().name("agent-" + spec.name()).start(() -> live(spec, handle));
    return Outcome.done(handle);
  }

  private void live(LaunchSpec spec, ContainerHandle handle) {
    ContainerState end = new ContainerState.Failed("its thread failed");
    try {
      program.accept(spec);
      end = new ContainerState.Succeeded();
    } finally {
      put(new ContainerView(handle, spec.labels(), end));
    }
  }

  private void put(ContainerView view) {
    shelf.put(
        view.handle().nativeId(),
        OwnerTags.value(view.labels(), OwnerTags.RUN).orElseThrow(),
        view);
  }

  @Override
  public Look<ContainerView> inspect(ContainerHandle handle) {
    return find(handle.name());
  }

  @Override
  public Look<ContainerView> find(ContainerName name) {
    return shelf.find(name.value()).map(Look::found).orElseGet(Look::absent);
  }

  @Override
  public Outcome<Removal> stop(ContainerHandle handle) {
    return Outcome.refused("NotOffered", "these containers end by themselves");
  }

  @Override
  public Outcome<Removal> destroy(ContainerHandle handle, Duration followFor) {
    return Outcome.done(shelf.remove(handle.nativeId()) ? Removal.REMOVED : Removal.ALREADY_ABSENT);
  }

  @Override
  public Listing<ContainerView> list(InstallationId installation, Optional<RunId> run) {
    return Listing.complete(run.map(id -> shelf.ofRun(id.toString())).orElseGet(shelf::all));
  }

  @Override
  public Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return Outcome.refused("NotOffered", "these containers write none");
  }

  @Override
  public Outcome<ContainerStats> stats(ContainerHandle handle) {
    return Outcome.refused("NotOffered", "these containers have none");
  }
}

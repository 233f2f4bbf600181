package io.haymaker.benchmarks.scaler;

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
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerStats;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.Restart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Containers that are there once they are asked for, and run for ever. To list them costs what it
 * costs on Container Instances, whose list shows no states: a call for each of them. So does a
 * launch under a name that may be taken.
 */
final class QuickGroups implements ContainerRuntime {
  /** The name of the call that reads one container. */
  static final String GET = "get container";

  private static final String NAME = "quick";

  private final Map<ContainerName, ContainerView> present = new ConcurrentHashMap<>();
  private final Calls calls;

  QuickGroups(Calls calls) {
    this.calls = calls;
  }

  int size() {
    return present.size();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        NAME,
        63,
        new ContainerSize(0.1, 0.1),
        new ContainerSize(4, 240),
        Set.of(Restart.NEVER),
        Set.of(Capabilities.Feature.LOGS, Capabilities.Feature.HISTORY));
  }

  @Override
  public Outcome<ContainerHandle> launch(LaunchSpec spec) {
    calls.made(GET);
    return launchNew(spec);
  }

  @Override
  public Outcome<ContainerHandle> launchNew(LaunchSpec spec) {
    calls.made(Calls.CREATE);
    var handle = new ContainerHandle(NAME, spec.name(), spec.name().value());
    present.put(
        spec.name(), new ContainerView(handle, spec.labels(), new ContainerState.Running()));
    return Outcome.done(handle);
  }

  @Override
  public Look<ContainerView> inspect(ContainerHandle handle) {
    return find(handle.name());
  }

  @Override
  public Look<ContainerView> find(ContainerName name) {
    calls.made(GET);
    return Optional.ofNullable(present.get(name)).map(Look::found).orElseGet(Look::absent);
  }

  @Override
  public Outcome<Removal> stop(ContainerHandle handle) {
    calls.made("stop");
    return Outcome.refused("NotOffered", "these containers run for ever");
  }

  @Override
  public Outcome<Removal> destroy(ContainerHandle handle, Duration followFor) {
    calls.made("delete");
    return Outcome.done(
        present.remove(handle.name()) == null ? Removal.ALREADY_ABSENT : Removal.REMOVED);
  }

  @Override
  public Listing<ContainerView> list(InstallationId installation, Optional<RunId> run) {
    Listing<ContainerView> listed = glance(installation, run);
    present.keySet().forEach(_ -> calls.made(GET));
    return listed;
  }

  @Override
  public Listing<ContainerView> glance(InstallationId installation, Optional<RunId> run) {
    calls.made("list containers");
    return Listing.complete(List.copyOf(present.values()));
  }

  @Override
  public Outcome<String> logs(ContainerHandle handle, int tailLines) {
    calls.made("logs");
    return Outcome.done("");
  }

  @Override
  public Outcome<ContainerStats> stats(ContainerHandle handle) {
    return Outcome.refused("NotOffered", "these containers have none");
  }
}

package io.haymaker.core.cleanup;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes the containers of a run: those listed as its own, and those that it planned. */
final class ContainerSweeper {
  private final ContainerRuntime runtime;
  private final Retrier retrier;
  private final SideBySide threads;
  private final DeletionPolicy policy;

  ContainerSweeper(
      ContainerRuntime runtime, Retrier retrier, SideBySide threads, DeletionPolicy policy) {
    this.runtime = runtime;
    this.retrier = retrier;
    this.threads = threads;
    this.policy = policy;
  }

  SweepResult sweep(CleanupScope scope, Instant deadline) {
    var couldNotLook = new ArrayList<String>();
    Map<ContainerName, ContainerHandle> found = new LinkedHashMap<>();
    listed(scope, couldNotLook).forEach(view -> found.put(view.handle().name(), view.handle()));
    for (CleanupScope.Traces traces : scope.scenarios()) {
      // A listing may lag behind a launch; the planned name does not.
      switch (runtime.find(traces.container())) {
        case Look.Found<ContainerView>(ContainerView view) ->
            found.put(view.handle().name(), view.handle());
        case Look.Absent<ContainerView> _ -> {}
        case Look.CouldNotLook<ContainerView> failed ->
            couldNotLook.add("container " + traces.container() + ": " + failed.problem());
      }
    }
    var remaining = new ArrayList<String>();
    threads
        .map(List.copyOf(found.values()), handle -> destroyed(handle, deadline))
        .forEach(line -> line.ifPresent(remaining::add));
    if (!found.isEmpty()) {
      listed(scope, couldNotLook)
          .forEach(view -> remaining.add("container " + view.handle().name()));
    }
    return new SweepResult(remaining.stream().distinct().toList(), couldNotLook, 0);
  }

  private List<ContainerView> listed(CleanupScope scope, List<String> couldNotLook) {
    return switch (runtime.list(scope.installation(), Optional.of(scope.run()))) {
      case Listing.Complete<ContainerView>(List<ContainerView> items) -> items;
      case Listing.CouldNotLook<ContainerView> failed -> {
        couldNotLook.add("containers: " + failed.problem());
        yield List.of();
      }
    };
  }

  private Optional<String> destroyed(ContainerHandle handle, Instant deadline) {
    Outcome<Removal> outcome =
        retrier.ask(policy.perResource(), deadline, () -> runtime.destroy(handle, policy.follow()));
    return outcome
        .obstacle()
        .map(Problem::toString)
        .map(why -> "container %s, %s".formatted(handle.name(), why));
  }
}

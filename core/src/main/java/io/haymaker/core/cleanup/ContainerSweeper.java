package io.haymaker.core.cleanup;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Remains;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerView;
import java.time.Instant;
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

  Remains sweep(CleanupScope scope, Instant deadline) {
    var remains = new Remains();
    Map<ContainerName, ContainerHandle> found = new LinkedHashMap<>();
    listed(scope, remains).forEach(view -> found.put(view.handle().name(), view.handle()));
    for (CleanupScope.Traces traces : scope.scenarios()) {
      // A listing may lag behind a launch; the planned name does not.
      switch (runtime.find(traces.container())) {
        case Look.Found<ContainerView>(ContainerView view) ->
            found.put(view.handle().name(), view.handle());
        case Look.Absent<ContainerView> _ -> {}
        case Look.CouldNotLook<ContainerView> failed ->
            remains.couldNotLook(name(traces.container()), failed.problem());
      }
    }
    List<ContainerHandle> handles = List.copyOf(found.values());
    List<Outcome<Removal>> outcomes = threads.map(handles, handle -> destroyed(handle, deadline));
    for (int i = 0; i < handles.size(); i++) {
      remains.note(name(handles.get(i).name()), outcomes.get(i));
    }
    if (!handles.isEmpty()) {
      listed(scope, remains)
          .forEach(view -> remains.add(name(view.handle().name()), "still listed"));
    }
    return remains;
  }

  private List<ContainerView> listed(CleanupScope scope, Remains remains) {
    return remains.items(
        "containers", runtime.list(scope.installation(), Optional.of(scope.run())));
  }

  private Outcome<Removal> destroyed(ContainerHandle handle, Instant deadline) {
    return retrier.ask(
        policy.perResource(),
        deadline,
        () ->
            runtime.destroy(handle, DeletionPolicy.cut(policy.follow(), retrier.now(), deadline)));
  }

  private static String name(ContainerName container) {
    return "container " + container;
  }
}

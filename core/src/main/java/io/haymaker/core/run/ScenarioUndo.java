package io.haymaker.core.run;

import io.haymaker.core.cleanup.Claim;
import io.haymaker.core.cleanup.GroupDoor;
import io.haymaker.core.identity.IdentityRetirer;
import io.haymaker.core.identity.IdentityTraces;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Remains;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Takes back at once what a failed provisioning made. What it cannot take back is not lost: the
 * run's cleanup looks at everything again.
 */
final class ScenarioUndo {
  private static final Backoff PATIENCE =
      new Backoff(4, Duration.ofSeconds(1), Duration.ofSeconds(10));
  private static final Duration FOLLOW = Duration.ofMinutes(5);

  private final InstallationId installation;
  private final ContainerRuntime runtime;
  private final GroupDoor door;
  private final ResourceDeleter deleter;
  private final IdentityRetirer identities;
  private final Retrier retrier;

  ScenarioUndo(
      InstallationId installation,
      ContainerRuntime runtime,
      GroupDoor door,
      ResourceDeleter deleter,
      IdentityRetirer identities,
      Retrier retrier) {
    this.installation = installation;
    this.runtime = runtime;
    this.door = door;
    this.deleter = deleter;
    this.identities = identities;
    this.retrier = retrier;
  }

  /** What could not be taken back remains. */
  Remains undo(ScenarioRun scenario) {
    Instant deadline = retrier.now().plus(FOLLOW);
    var remains = new Remains();
    removeContainer(scenario, deadline, remains);
    removeGroup(scenario, deadline, remains);
    remains.addAll(
        identities.retire(
            installation,
            scenario.run(),
            List.of(new IdentityTraces(scenario.plan().identity(), scenario.identity())),
            false,
            deadline));
    return remains;
  }

  private void removeContainer(ScenarioRun scenario, Instant deadline, Remains remains) {
    String name = "container " + scenario.plan().container();
    switch (runtime.find(scenario.plan().container())) {
      case Look.Found<ContainerView>(ContainerView view) ->
          remains.note(
              name, retrier.ask(PATIENCE, deadline, () -> runtime.destroy(view.handle(), FOLLOW)));
      case Look.Absent<ContainerView> _ -> {}
      case Look.CouldNotLook<ContainerView> failed -> remains.couldNotLook(name, failed.problem());
    }
  }

  /**
   * Only a group of ours in which nothing of anybody else's lies: its own resources are the run's,
   * what else is there is not. Where it may not go, the run's cleanup says why and what remains.
   */
  private void removeGroup(ScenarioRun scenario, Instant deadline, Remains remains) {
    ResourceId group = scenario.plan().group();
    var claim = new Claim(installation, scenario.run());
    remains.note(
        "group " + group.name(),
        retrier.ask(
            PATIENCE,
            deadline,
            () -> door.open(claim, group).then(_ -> deleter.delete(group, FOLLOW))));
  }
}

package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what came of starting containers. */
final class StartVerdict {
  private final ReplicaWorld world;

  StartVerdict(ReplicaWorld world) {
    this.world = world;
  }

  static Started reused(String image, List<Instance> running) {
    return new Started(
        image,
        false,
        running.stream().map(ContainerReader::running).toList(),
        List.of(),
        List.of());
  }

  /**
   * @param failures at least one
   */
  static <T> Reply<T> refused(List<Outcome<Instance>> failures) {
    return Reply.of(failures.getFirst().undone());
  }

  /** What was begun runs, and is of a kind that lives. */
  static Started begun(String image, List<Instance> running, List<Instance> begun) {
    return new Started(
        image,
        true,
        Stream.concat(running.stream(), begun.stream()).map(ContainerReader::running).toList(),
        List.of(),
        List.of());
  }

  /** Waits for the start-up grace, and looks which of them live. */
  Reply<Started> afterGrace(
      String image,
      List<Instance> running,
      List<Instance> begun,
      List<Outcome<Instance>> failures) {
    pause(world.settings().startGrace());
    return switch (world.engine().instances()) {
      case Listing.CouldNotLook<Instance>(Problem problem) ->
          new Reply.Away<>(problem.at("they were started and cannot be looked at"));
      case Listing.Complete<Instance>(List<Instance> items) ->
          Reply.done(judged(image, running, begun, failures, items));
    };
  }

  private static Started judged(
      String image,
      List<Instance> running,
      List<Instance> begun,
      List<Outcome<Instance>> failures,
      List<Instance> seen) {
    Map<InstanceId, Instance> now =
        seen.stream().collect(Collectors.toMap(Instance::id, Function.identity()));
    var alive = new ArrayList<>(running.stream().map(ContainerReader::running).toList());
    var died = new ArrayList<Started.Casualty>();
    for (Instance instance : begun) {
      Instance found = now.get(instance.id());
      if (found != null && found.isRunning()) {
        alive.add(ContainerReader.running(found));
      } else {
        died.add(new Started.Casualty(instance.id(), instance.name(), how(found)));
      }
    }
    return new Started(
        image,
        true,
        alive,
        died,
        failures.stream()
            .map(failure -> failure.obstacle().map(Problem::toString).orElse("not done"))
            .toList());
  }

  private static String how(@Nullable Instance found) {
    if (found == null) {
      return "it is gone";
    }
    return switch (found.state()) {
      case InstanceState.Ended(var code) when code.isPresent() ->
          "it exited with code " + code.getAsInt();
      case InstanceState.Ended _ -> "it exited";
      case InstanceState.Created() -> "it did not start";
      case InstanceState.Running() -> throw new IllegalStateException("it runs: " + found);
    };
  }

  /** Who is interrupted while waiting hears of what there is by then. */
  private void pause(Duration grace) {
    try {
      world.pauser().pause(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

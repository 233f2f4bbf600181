package io.haymaker.core.replica;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.replica.ReplicaPlan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Does what is planned. Everything in it is harmless when repeated. */
final class ReplicaHands {
  /**
   * A plan that is older was made for another world: who was frozen in between must not go on with
   * it. What is left undone is planned anew.
   */
  private static final Duration STALE = Duration.ofSeconds(30);

  private static final int REMEMBERED = 1000;

  private final ReplicaWorld world;
  private final ContainerEngine engine;
  private final SideBySide sideBySide;

  /** Limits that containers were refused; it would be in vain to ask again and again. */
  private final Map<InstanceId, Limits> refusedSizes = new ConcurrentHashMap<>();

  ReplicaHands(ReplicaWorld world) {
    this.world = world;
    this.engine = world.engine();
    this.sideBySide = new SideBySide(world.settings().width());
  }

  /**
   * What came of it.
   *
   * @param deeds what was done, in words
   * @param failure why a container could not be begun, in words
   * @param lacksImage whether the engine does not have the image
   */
  record Report(String image, List<String> deeds, Optional<String> failure, boolean lacksImage) {
    Report {
      deeds = List.copyOf(deeds);
    }
  }

  /** What came of one step. */
  private record Result(Optional<String> deed, Optional<Problem> refusal) {
    static final Result NOTHING = new Result(Optional.empty(), Optional.empty());
  }

  Report perform(ReplicaPlan.Work work, Instant planned) {
    var results = new ArrayList<Result>();
    results.addAll(sideBySide.map(work.clearing(), step -> timely(step, planned)));
    results.addAll(sideBySide.map(work.filling(), step -> timely(step, planned)));
    List<Problem> refusals = results.stream().flatMap(r -> r.refusal().stream()).toList();
    return new Report(
        work.image(),
        results.stream().flatMap(result -> result.deed().stream()).toList(),
        refusals.stream()
            .filter(problem -> !problem.is(ContainerEngine.NO_IMAGE))
            .findFirst()
            .map(Problem::toString),
        refusals.stream().anyMatch(problem -> problem.is(ContainerEngine.NO_IMAGE)));
  }

  private Result timely(Step step, Instant planned) {
    return planned.plus(STALE).isBefore(world.clock().instant()) ? Result.NOTHING : take(step);
  }

  private Result take(Step step) {
    return switch (step) {
      case Step.Stop(Instance instance) ->
          ended(
              engine.stop(instance.id(), world.settings().stopGrace()),
              "stopped " + instance.name());
      case Step.Remove(Instance instance, String why) ->
          ended(engine.remove(instance.id()), "removed %s: %s".formatted(instance.name(), why));
      case Step.Retire(Instance instance) ->
          ended(
              engine
                  .stop(instance.id(), world.settings().stopGrace())
                  .then(_ -> engine.remove(instance.id())),
              "stopped and removed %s: one too many".formatted(instance.name()));
      case Step.Resize(Instance instance, Limits limits) -> resized(instance, limits);
      case Step.Begin(Instance instance) ->
          begun(engine.start(instance.id()), "started " + instance.name());
      case Step.Launch(var spec) -> begun(engine.launch(spec), "launched " + spec.name());
    };
  }

  /** What cannot be ended now is ended when it is looked at again. */
  private static Result ended(Outcome<Removal> outcome, String deed) {
    return outcome instanceof Outcome.Done<Removal>(Removal removal) && removal == Removal.REMOVED
        ? new Result(Optional.of(deed), Optional.empty())
        : Result.NOTHING;
  }

  private static Result begun(Outcome<Instance> outcome, String deed) {
    return switch (outcome) {
      case Outcome.Done<Instance> _ -> new Result(Optional.of(deed), Optional.empty());
      case Outcome.Refused<Instance>(Problem problem) ->
          problem.is(ContainerEngine.NOT_FOUND)
              ? Result.NOTHING
              : new Result(Optional.empty(), Optional.of(problem));
      // It is looked at again soon.
      case Outcome.Busy<Instance> _, Outcome.Unknown<Instance> _ -> Result.NOTHING;
    };
  }

  private Result resized(Instance instance, Limits limits) {
    if (limits.equals(refusedSizes.get(instance.id()))) {
      return Result.NOTHING;
    }
    Outcome<Limits> outcome = engine.resize(instance.id(), limits);
    if (outcome instanceof Outcome.Refused<Limits>(Problem problem)) {
      if (refusedSizes.size() >= REMEMBERED) {
        refusedSizes.clear();
      }
      refusedSizes.put(instance.id(), limits);
      return new Result(
          Optional.of("%s keeps its limits: %s".formatted(instance.name(), problem)),
          Optional.empty());
    }
    return outcome.isDone()
        ? new Result(Optional.of("changed the limits of " + instance.name()), Optional.empty())
        : Result.NOTHING;
  }
}

package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.replica.ReplicaPlan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done about an image.
 *
 * @param setback what is to be remembered of failures; empty = nothing
 * @param nextTry when it is tried again to fill what is missing
 */
record ImagePlan(ReplicaPlan.Work work, Optional<Setback> setback, Optional<Instant> nextTry) {
  /** Who makes a container starts it sooner, unless it died in between. */
  private static final Duration MAKING = Duration.ofSeconds(10);

  /** A smaller difference is one of rounding. */
  private static final double SAME_CORES = 0.005;

  static ImagePlan of(ImageState state, Slots slots) {
    Optional<Setback> setback =
        CrashRules.isOver(state.image(), state.alive(), state.now()) && state.dead().isEmpty()
            ? Optional.empty()
            : CrashRules.afterDeaths(
                state.image().image(), state.setback(), state.dead(), state.now());
    Optional<Instant> wait =
        setback.map(Setback::notBefore).filter(time -> time.isAfter(state.now()));
    var clearing = new ArrayList<Step>();
    var filling = new ArrayList<Step>();
    int missing = state.missing();
    if (missing > 0 && wait.isPresent()) {
      // Those that are to be replaced stay to be looked at until then.
      surplus(state.dead(), missing)
          .forEach(dead -> clearing.add(new Step.Remove(dead, "not wanted any more")));
    } else {
      state.dead().forEach(dead -> clearing.add(new Step.Remove(dead, "it ended")));
    }
    if (missing > 0 && wait.isEmpty()) {
      var present = new ArrayList<>(state.alive());
      present.addAll(state.apart());
      slots
          .next(state.image(), present, Set.of(), missing)
          .forEach(spec -> filling.add(new Step.Launch(spec)));
    }
    List<Instance> tooMany = surplus(state.alive(), state.image().count());
    tooMany.forEach(instance -> clearing.add(retired(instance)));
    List<Instance> kept = state.alive().subList(0, state.alive().size() - tooMany.size());
    kept.forEach(instance -> kept(instance, state).ifPresent(filling::add));
    return new ImagePlan(
        new ReplicaPlan.Work(state.image().image(), clearing, filling),
        setback,
        missing > 0 ? wait : Optional.empty());
  }

  /** All but the oldest so many. */
  private static List<Instance> surplus(List<Instance> oldestFirst, int kept) {
    return oldestFirst.size() <= kept
        ? List.of()
        : oldestFirst.subList(kept, oldestFirst.size()).reversed();
  }

  private static Step retired(Instance instance) {
    return instance.isRunning()
        ? new Step.Retire(instance)
        : new Step.Remove(instance, "one too many");
  }

  private static Optional<Step> kept(Instance instance, ImageState state) {
    if (instance.state() instanceof InstanceState.Created) {
      return instance.createdAt().plus(MAKING).isAfter(state.now())
          ? Optional.empty()
          : Optional.of(new Step.Begin(instance));
    }
    Limits wanted = state.image().limits();
    return fits(instance.limits(), wanted)
        ? Optional.empty()
        : Optional.of(new Step.Resize(instance, wanted));
  }

  /** What is not said in what is wanted may be anything. */
  private static boolean fits(Limits actual, Limits wanted) {
    boolean cpu =
        wanted.cpuCores().isEmpty()
            || Math.abs(actual.cpuCores().orElse(0) - wanted.cpuCores().getAsDouble()) < SAME_CORES;
    boolean memory =
        wanted.memoryBytes().isEmpty()
            || actual.memoryBytes().orElse(0) == wanted.memoryBytes().getAsLong();
    return cpu && memory;
  }
}

package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.replica.ReplicaPlan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides what is to be done so that as many containers run as are wanted. Pure: the same snapshot,
 * the same plan. What nobody recorded as wanted is left alone.
 */
final class ReplicaPlanner {
  /** A listing costs little, and not everything that happens is told. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** So long an intent outlives its container: the listing may be older than both. */
  private static final Duration LINGER = Duration.ofMinutes(1);

  /** An adoption takes no longer, unless who did it is gone. */
  private static final Duration ADOPTION = Duration.ofMinutes(2);

  private final Slots slots;

  ReplicaPlanner(ReplicaNames names) {
    this.slots = new Slots(names);
  }

  ReplicaPlan plan(ReplicaSnapshot snapshot) {
    Instant now = snapshot.now();
    Map<String, Setback> setbacks =
        new HashMap<>(
            snapshot.setbacks().stream()
                .collect(Collectors.toMap(Setback::image, Function.identity())));
    Set<String> held = adopting(snapshot);
    var works = new ArrayList<ReplicaPlan.Work>();
    var remembered = new ArrayList<Setback>();
    var forgiven = new ArrayList<String>();
    Instant next = now.plus(IDLE);
    for (ImageState state : states(snapshot, setbacks)) {
      String image = state.image().image();
      setbacks.remove(image);
      if (held.contains(image)) {
        continue;
      }
      ImagePlan plan = ImagePlan.of(state, slots);
      works.add(plan.work());
      plan.setback()
          .filter(back -> !state.setback().equals(Optional.of(back)))
          .ifPresent(remembered::add);
      if (plan.setback().isEmpty() && state.setback().isPresent()) {
        forgiven.add(image);
      }
      next = plan.nextTry().filter(next::isAfter).orElse(next);
    }
    // What is remembered of images of which nothing is wanted any more is of no use.
    forgiven.addAll(setbacks.keySet());
    works.addAll(intended(snapshot));
    return new ReplicaPlan(
        works.stream().filter(work -> !work.isEmpty()).toList(),
        remembered,
        forgiven,
        settled(snapshot),
        next);
  }

  private static List<ImageState> states(ReplicaSnapshot snapshot, Map<String, Setback> setbacks) {
    Map<String, List<Instance>> ours =
        snapshot.instances().stream()
            .filter(Instance::ours)
            .collect(Collectors.groupingBy(Instance::image));
    return snapshot.images().stream()
        .map(
            image ->
                ImageState.of(
                    image,
                    ours.getOrDefault(image.image(), List.of()),
                    snapshot.intents(),
                    Optional.ofNullable(setbacks.get(image.image())),
                    snapshot.now()))
        .toList();
  }

  private static Set<String> adopting(ReplicaSnapshot snapshot) {
    return snapshot.intents().stream()
        .filter(intent -> intent.kind() == Intent.Kind.ADOPT)
        .filter(intent -> intent.at().plus(ADOPTION).isAfter(snapshot.now()))
        .map(Intent::image)
        .collect(Collectors.toSet());
  }

  /** What somebody wants of single containers and was kept from doing. */
  private static List<ReplicaPlan.Work> intended(ReplicaSnapshot snapshot) {
    Map<InstanceId, Intent> intents =
        snapshot.intents().stream().collect(Collectors.toMap(Intent::id, Function.identity()));
    var works = new ArrayList<ReplicaPlan.Work>();
    for (Instance instance : snapshot.instances()) {
      Intent intent = intents.get(instance.id());
      if (intent != null && instance.ours()) {
        step(instance, intent)
            .ifPresent(
                step ->
                    works.add(new ReplicaPlan.Work(instance.image(), List.of(step), List.of())));
      }
    }
    return works;
  }

  private static Optional<Step> step(Instance instance, Intent intent) {
    return switch (intent.kind()) {
      case STOP -> instance.isRunning() ? Optional.of(new Step.Stop(instance)) : Optional.empty();
      case DELETE -> Optional.of(new Step.Remove(instance, "asked for"));
      case ADOPT -> Optional.empty();
    };
  }

  private static List<InstanceId> settled(ReplicaSnapshot snapshot) {
    Set<InstanceId> seen = new HashSet<>();
    snapshot.instances().forEach(instance -> seen.add(instance.id()));
    return snapshot.intents().stream()
        .filter(intent -> isSettled(intent, seen, snapshot.now()))
        .map(Intent::id)
        .toList();
  }

  private static boolean isSettled(Intent intent, Set<InstanceId> seen, Instant now) {
    return switch (intent.kind()) {
      case STOP, DELETE -> !seen.contains(intent.id()) && intent.at().plus(LINGER).isBefore(now);
      case ADOPT -> !intent.at().plus(ADOPTION).isAfter(now);
    };
  }
}

package io.haymaker.core.replica;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows containers and images as they are, and what is wanted of them. */
final class ContainerReader {
  static final Comparator<Instance> OLDEST_FIRST =
      Comparator.comparing(Instance::createdAt).thenComparing(Instance::name);

  private final ReplicaBooks books;
  private final ReplicaWorld world;

  ContainerReader(ReplicaBooks books, ReplicaWorld world) {
    this.books = books;
    this.world = world;
  }

  static InstanceView running(Instance instance) {
    return new InstanceView(instance, InstanceView.Status.RUNNING, Optional.empty());
  }

  /** A managed container, foreign ones included. */
  Reply<Instance> any(String idOrName) {
    return switch (world.engine().instance(idOrName)) {
      case Look.Found<Instance>(Instance instance) -> Reply.done(instance);
      case Look.Absent<Instance>() ->
          Reply.absent(
              ContainerEngine.NOT_FOUND, "there is no managed container '%s'".formatted(idOrName));
      case Look.CouldNotLook<Instance>(Problem problem) -> new Reply.Away<>(problem);
    };
  }

  /** A container of ours. */
  Reply<Instance> ours(String idOrName) {
    return any(idOrName)
        .then(
            instance ->
                instance.ours()
                    ? Reply.done(instance)
                    : Reply.conflict(
                        ContainerEngine.FOREIGN,
                        "container %s is another manager's; adopt it first"
                            .formatted(instance.name())));
  }

  Reply<InstanceView> one(String idOrName) {
    return any(idOrName).map(instance -> new Memory().view(instance));
  }

  Reply<List<InstanceView>> all() {
    return listed()
        .map(
            items -> {
              var memory = new Memory();
              return items.stream().sorted(OLDEST_FIRST).map(memory::view).toList();
            });
  }

  Reply<List<InstanceView>> of(String image) {
    return all()
        .then(
            views -> {
              List<InstanceView> mine =
                  views.stream().filter(view -> view.instance().image().equals(image)).toList();
              return mine.isEmpty() && books.replicas().image(image).isEmpty()
                  ? Reply.absent(
                      ContainerService.UNKNOWN_IMAGE, "nothing is wanted of image " + image)
                  : Reply.done(mine);
            });
  }

  Reply<List<ImageView>> images() {
    return listed().map(this::images);
  }

  private Reply<List<Instance>> listed() {
    return switch (world.engine().instances()) {
      case Listing.Complete<Instance>(List<Instance> items) -> Reply.done(items);
      case Listing.CouldNotLook<Instance>(Problem problem) -> new Reply.Away<>(problem);
    };
  }

  private List<ImageView> images(List<Instance> items) {
    var memory = new Memory();
    Map<String, List<Instance>> ours =
        items.stream()
            .filter(Instance::ours)
            .collect(Collectors.groupingBy(Instance::image, TreeMap::new, Collectors.toList()));
    var views = new TreeMap<String, ImageView>();
    ours.forEach(
        (image, instances) ->
            views.put(image, view(DesiredImage.none(image, Instant.EPOCH), instances, memory)));
    for (DesiredImage image : books.replicas().images()) {
      views.put(image.image(), view(image, ours.getOrDefault(image.image(), List.of()), memory));
    }
    return List.copyOf(views.values());
  }

  private static ImageView view(DesiredImage image, List<Instance> instances, Memory memory) {
    return new ImageView(
        image.image(),
        image.count(),
        image.minimum(),
        image.maximum(),
        (int) instances.stream().filter(Instance::isRunning).count(),
        instances.size(),
        image.limits(),
        image.strict(),
        memory.setback(image.image()));
  }

  /** What is recorded, read once. */
  private final class Memory {
    private final Map<String, Setback> setbacks =
        books.replicas().setbacks().stream()
            .collect(Collectors.toMap(Setback::image, Function.identity()));
    private final Set<InstanceId> intended =
        books.replicas().intents().stream().map(Intent::id).collect(Collectors.toSet());

    Optional<Setback> setback(String image) {
      return Optional.ofNullable(setbacks.get(image)).filter(back -> back.failures() > 0);
    }

    InstanceView view(Instance instance) {
      return switch (instance.state()) {
        case InstanceState.Running() -> running(instance);
        case InstanceState.Created() ->
            new InstanceView(instance, InstanceView.Status.CREATED, Optional.empty());
        case InstanceState.Ended _ -> ended(instance);
      };
    }

    private InstanceView ended(Instance instance) {
      Optional<Setback> loop =
          setback(instance.image())
              .filter(
                  back -> back.isLoop() && instance.ours() && !intended.contains(instance.id()));
      return new InstanceView(
          instance,
          loop.isPresent() ? InstanceView.Status.CRASH_LOOPING : InstanceView.Status.STOPPED,
          loop.map(Setback::notBefore));
    }
  }
}

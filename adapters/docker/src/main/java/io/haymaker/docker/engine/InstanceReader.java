package io.haymaker.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ListContainersCmd;
import com.github.dockerjava.api.model.Container;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.docker.BoundedCall;
import io.haymaker.docker.EngineAnswers;
import io.haymaker.docker.engine.ManagedLabels.Owner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks at managed containers, always by the engine's list: one call, and no container's lock, on
 * which an inspection waits while the container is being started.
 */
final class InstanceReader {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{1,64}");
  private static final int WHOLE_ID = 64;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  private final DockerClient client;
  private final EngineSettings settings;
  private final KnownLimits limits;

  InstanceReader(DockerClient client, EngineSettings settings, KnownLimits limits) {
    this.client = client;
    this.settings = settings;
    this.limits = limits;
  }

  Listing<Instance> all() {
    return list(command -> command.withLabelFilter(List.of(ManagedLabels.MANAGED_BY)))
        .then(
            all -> {
              List<Container> containers =
                  all.stream().filter(c -> owner(c) != Owner.SOMEBODY).toList();
              limits.keepOnly(
                  containers.stream().map(InstanceReader::id).collect(Collectors.toSet()));
              return Listing.complete(views(containers));
            });
  }

  /** Ours that run, without their limits. */
  Listing<Container> running() {
    return list(command ->
            command
                .withShowAll(false)
                .withLabelFilter(
                    Map.of(ManagedLabels.INSTALLATION, settings.installation().value())))
        .then(
            containers ->
                Listing.complete(containers.stream().filter(c -> owner(c) == Owner.OURS).toList()));
  }

  /** A managed one, by its whole id, a beginning of it that no other has, or its whole name. */
  Look<Instance> find(String idOrName) {
    boolean mayBeId = ID.matcher(idOrName).matches();
    Look<Container> found =
        mayBeId && idOrName.length() == WHOLE_ID ? byId(idOrName) : byName(idOrName);
    if (found instanceof Look.Absent<Container> && mayBeId) {
      found = byId(idOrName);
    }
    return found.then(this::managed);
  }

  private Look<Instance> managed(Container container) {
    return owner(container) == Owner.SOMEBODY ? Look.absent() : Look.found(view(container));
  }

  /** Whoever made it, by its whole id or, where that is not enough for two, its beginning. */
  Look<Container> byId(String id) {
    return ID.matcher(id).matches()
        ? first(list(command -> command.withIdFilter(List.of(id))), c -> c.getId().startsWith(id))
        : Look.absent();
  }

  /** Whoever made it, by its whole name. */
  Look<Container> byName(String name) {
    return NAME.matcher(name).matches()
        ? first(
            // The engine takes a pattern; a name's only letter with a meaning in it is the dot.
            list(c -> c.withNameFilter(List.of("^/" + name.replace(".", "\\.") + "$"))),
            c -> name(c).equals(name))
        : Look.absent();
  }

  private static Look<Container> first(Listing<Container> listing, Predicate<Container> wanted) {
    return switch (listing) {
      case Listing.CouldNotLook<Container>(Problem problem) -> new Look.CouldNotLook<>(problem);
      case Listing.Complete<Container>(List<Container> items) ->
          items.stream().filter(wanted).findFirst().map(Look::found).orElseGet(Look::absent);
    };
  }

  private Listing<Container> list(UnaryOperator<ListContainersCmd> filter) {
    Look<List<Container>> look =
        EngineAnswers.look(
            () ->
                BoundedCall.within(
                    settings.lookWithin().multipliedBy(3).dividedBy(4),
                    () -> filter.apply(client.listContainersCmd().withShowAll(true)).exec()));
    return switch (look) {
      case Look.Found<List<Container>>(List<Container> containers) -> Listing.complete(containers);
      case Look.CouldNotLook<List<Container>>(Problem problem) ->
          new Listing.CouldNotLook<>(problem);
      case Look.Absent<List<Container>> _ ->
          Listing.couldNotLook("EngineAway", "the engine does not know how to list containers");
    };
  }

  Owner owner(Container container) {
    return ManagedLabels.owner(labels(container), settings.installation());
  }

  /** The view of one that is known to be managed. */
  Instance view(Container container) {
    return views(List.of(container)).getFirst();
  }

  private List<Instance> views(List<Container> containers) {
    // The list had the rest of the time.
    Duration rest = settings.lookWithin().dividedBy(4);
    limits.learn(containers.stream().map(InstanceReader::id).toList(), rest);
    return containers.stream()
        .map(
            container ->
                ListedContainer.view(
                    container,
                    owner(container) == Owner.OURS,
                    limits
                        .of(id(container))
                        .orElseGet(() -> ManagedLabels.limits(labels(container)))))
        .toList();
  }

  static InstanceId id(Container container) {
    return new InstanceId(container.getId());
  }

  static String name(Container container) {
    return ListedContainer.name(container);
  }

  static Map<String, String> labels(Container container) {
    return Objects.requireNonNullElse(container.getLabels(), Map.of());
  }
}

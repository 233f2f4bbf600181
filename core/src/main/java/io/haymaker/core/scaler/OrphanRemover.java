package io.haymaker.core.scaler;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.runtime.ContainerView;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Removes containers that run while their message has gone. Its own place in the subscription must
 * be seen empty several times; who cannot look keeps the container.
 */
final class OrphanRemover {
  private final ScalerWorld world;
  private final PassLog log;
  private final ContainerClearer clearer;
  private final MessageCensus census;

  OrphanRemover(ScalerWorld world, PassLog log) {
    this.world = world;
    this.log = log;
    this.clearer = new ContainerClearer(world, log);
    this.census = new MessageCensus(world.queues(), world.scaler().orphans().page());
  }

  /** The place of a container's message; empty when its tags do not tell. */
  private record Post(ContainerView view, String subscription, long place) {
    static Optional<Post> of(ContainerView view) {
      Optional<String> subscription = OwnerTags.value(view.labels(), ScalerContainers.SUBSCRIPTION);
      OptionalLong place = ScalerContainers.number(view, ScalerContainers.SEQUENCE_NUMBER);
      return subscription.isPresent() && place.isPresent()
          ? Optional.of(new Post(view, subscription.get(), place.getAsLong()))
          : Optional.empty();
    }
  }

  /**
   * @param seen the places at which messages were seen in this pass
   */
  void remove(Fleet fleet, Map<String, Set<Long>> seen) {
    List<Post> suspects =
        fleet
            .going()
            .flatMap(view -> Post.of(view).stream())
            .filter(
                post -> !seen.getOrDefault(post.subscription(), Set.of()).contains(post.place()))
            .toList();
    Scaler.Orphans rules = world.scaler().orphans();
    for (int check = 1; check <= rules.checks() && !suspects.isEmpty(); check++) {
      if (check > 1 && !world.retrier().waited(rules.interval(), Instant.MAX)) {
        return;
      }
      suspects = withoutMessage(suspects);
    }
    new SideBySide(world.scaler().width()).map(suspects, post -> removed(fleet, post.view()));
  }

  private List<Post> withoutMessage(List<Post> suspects) {
    Map<String, Set<Long>> places = new HashMap<>();
    for (Post post : suspects) {
      places.computeIfAbsent(post.subscription(), _ -> new HashSet<>()).add(post.place());
    }
    Map<String, Set<Long>> gone = new HashMap<>();
    places.forEach(
        (subscription, asked) -> {
          switch (census.gone(subscription, asked)) {
            case Look.Found<Set<Long>>(Set<Long> empty) -> gone.put(subscription, empty);
            case Look.Absent<Set<Long>> _ -> gone.put(subscription, asked);
            case Look.CouldNotLook<Set<Long>>(Problem problem) ->
                log.problem("subscription %s: %s".formatted(subscription, problem));
          }
        });
    return suspects.stream()
        .filter(post -> gone.getOrDefault(post.subscription(), Set.of()).contains(post.place()))
        .toList();
  }

  private boolean removed(Fleet fleet, ContainerView view) {
    return clearer.cleared(
        view, fleet.claimOf(view), Optional.of(Claim.How.ORPHANED), "its message has gone");
  }
}

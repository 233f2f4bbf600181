package io.haymaker.core.scaler;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

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
    ContainerName name() {
      return view.handle().name();
    }

    static Optional<Post> of(ContainerView view) {
      Optional<String> subscription = OwnerTags.value(view.labels(), ScalerContainers.SUBSCRIPTION);
      OptionalLong place = ScalerContainers.number(view, ScalerContainers.SEQUENCE_NUMBER);
      return subscription.isPresent() && place.isPresent()
          ? Optional.of(new Post(view, subscription.get(), place.getAsLong()))
          : Optional.empty();
    }
  }

  /**
   * Looks for their messages as often as the rules say, and waits in between.
   *
   * @param seen the places at which messages were seen in this pass
   */
  void remove(Fleet fleet, Map<String, Set<Long>> seen) {
    var suspects = new OrphanSuspects();
    List<Post> posts = check(fleet, unseen(fleet, seen), suspects);
    while (!posts.isEmpty() && world.retrier().waited(rules().interval(), Instant.MAX)) {
      posts = check(fleet, posts, suspects);
    }
  }

  /**
   * Looks once, for those that are due, and waits for nothing: the next passes look again.
   *
   * @param suspects from the passes before, and for those after
   */
  void check(Fleet fleet, Map<String, Set<Long>> seen, OrphanSuspects suspects) {
    List<Post> posts = unseen(fleet, seen);
    suspects.keepOnly(posts.stream().map(Post::name).collect(Collectors.toSet()));
    Instant now = world.clock().instant();
    check(
        fleet,
        posts.stream()
            .filter(post -> suspects.isDue(post.name(), rules().interval(), now))
            .toList(),
        suspects);
  }

  private Scaler.Orphans rules() {
    return world.scaler().orphans();
  }

  private static List<Post> unseen(Fleet fleet, Map<String, Set<Long>> seen) {
    return fleet
        .going()
        .flatMap(view -> Post.of(view).stream())
        .filter(post -> !seen.getOrDefault(post.subscription(), Set.of()).contains(post.place()))
        .toList();
  }

  /** Removes those that were suspected often enough, and returns the other suspects. */
  private List<Post> check(Fleet fleet, List<Post> posts, OrphanSuspects suspects) {
    Set<Post> missing = Set.copyOf(withoutMessage(posts));
    Instant now = world.clock().instant();
    var orphans = new ArrayList<Post>();
    var others = new ArrayList<Post>();
    for (Post post : posts) {
      if (!missing.contains(post)) {
        suspects.forget(post.name());
      } else if (suspects.missed(post.name(), now) < rules().checks()) {
        others.add(post);
      } else {
        suspects.forget(post.name());
        orphans.add(post);
      }
    }
    new SideBySide(world.scaler().width()).map(orphans, post -> removed(fleet, post.view()));
    return others;
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

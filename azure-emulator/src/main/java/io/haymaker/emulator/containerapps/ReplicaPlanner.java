package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes into the book which replicas there are to be. Called inside a store transaction. */
final class ReplicaPlanner {

  private final Cloud cloud;
  private final AppBook book;
  private final WorkloadRules rules;
  private final EnvironmentLoad load;
  private final SecureRandom random = new SecureRandom();

  ReplicaPlanner(Cloud cloud, AppBook book, WorkloadRules rules, EnvironmentLoad load) {
    this.cloud = cloud;
    this.book = book;
    this.rules = rules;
    this.load = load;
  }

  /**
   * Plans replicas that are missing, and the end of those that are too many, the youngest first.
   *
   * @return whether anything has changed
   * @throws io.haymaker.emulator.http.Refused (400) if the environment does not hold them
   */
  boolean plan(ResourceId app) {
    boolean changed = false;
    Instant now = cloud.clock().instant();
    for (Revision revision : book.revisions(app)) {
      List<Replica> present =
          book.replicas(app, revision.name()).stream()
              .filter(replica -> replica.status() != Replica.Status.ENDING)
              .toList();
      int wanted = wanted(revision, now);
      for (Replica surplus : present.subList(Math.min(wanted, present.size()), present.size())) {
        changed |= book.change(surplus.name(), Replica::ending);
      }
      for (int i = present.size(); i < wanted; i++) {
        add(revision, now);
        changed = true;
      }
    }
    return changed;
  }

  private int wanted(Revision revision, Instant now) {
    return revision.active() && !book.isStopped(revision.app())
        ? revision.scale().wanted(Duration.between(revision.activeSince(), now))
        : 0;
  }

  private void add(Revision revision, Instant now) {
    WorkloadProfile profile = rules.profile(revision.environment(), revision.profile());
    var more = new Capacity.Load(profile.name(), revision.container().size());
    load.of(rules.environment(revision.environment()))
        .require(more, profile, cloud.settings().now());
    book.put(
        Replica.planned(
            "%s-%s-%s"
                .formatted(revision.name(), RandomWord.of(random, 9), RandomWord.of(random, 5)),
            revision,
            more,
            revision.environment().key(),
            now));
  }

  /** When an idle app loses a replica; empty if it never does. */
  Optional<Instant> idleAt(ResourceId app) {
    return book.isStopped(app)
        ? Optional.empty()
        : book.revisions(app).stream()
            .filter(revision -> revision.active() && revision.scale().minimum() == 0)
            .map(revision -> revision.activeSince().plus(revision.scale().coolDown()))
            .filter(cloud.clock().instant()::isBefore)
            .min(Instant::compareTo);
  }
}

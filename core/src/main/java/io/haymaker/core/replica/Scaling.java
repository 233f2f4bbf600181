package io.haymaker.core.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Has what is wanted of images follow their load. Called in a transaction that locked. */
final class Scaling {
  /** Samples do not come more often than it is worth to look. */
  private static final Duration PACE = Duration.ofSeconds(5);

  private final ReplicaBooks books;
  private final Autoscaler autoscaler;
  private final AutoscaleSettings settings;
  private final ReplicaLog log;
  private volatile Instant next = Instant.MIN;

  Scaling(ReplicaBooks books, AutoscaleSettings settings, ReplicaLog log) {
    this.books = books;
    this.autoscaler = new Autoscaler(settings);
    this.settings = settings;
    this.log = log;
  }

  void follow(Instant now) {
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(PACE);
    ReplicaStore store = books.replicas();
    // While containers fail the load of the others says nothing.
    Set<String> failing =
        store.setbacks().stream()
            .filter(back -> back.failures() > 0)
            .map(Setback::image)
            .collect(Collectors.toSet());
    List<DesiredImage> scalable =
        store.images().stream()
            .filter(image -> image.minimum() < image.maximum() && image.count() > 0)
            .filter(image -> !failing.contains(image.image()))
            .toList();
    if (scalable.isEmpty()) {
      return;
    }
    Map<String, List<Load>> loads = books.loads().after(now.minus(settings.window()));
    for (DesiredImage image : scalable) {
      autoscaler
          .decide(image, loads.getOrDefault(image.image(), List.of()), now)
          .ifPresent(
              decision -> {
                store.put(image.scaledTo(decision.count(), now));
                log.info("replicas_scaled", image.image(), decision.why());
              });
    }
  }
}

package io.haymaker.testkit.cloud;

import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.SoftDeleted;
import io.haymaker.testkit.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is there in the fake cloud. Every access holds the world's own monitor. */
final class World {

  static final String LOCK_TYPE = "microsoft.authorization/locks";

  final Clock clock;
  final String subscription;
  final Faults<CloudOperation> faults = new Faults<>();
  final List<Effect> effects = new ArrayList<>();
  private final Map<ResourceId, Resource> resources = new TreeMap<>();
  private final Map<ResourceId, SoftDeleted> kept = new TreeMap<>();
  private final Set<String> keepingTypes = new HashSet<>();
  private final List<Span> spans = new ArrayList<>();
  private Duration lag = Duration.ZERO;

  /** From when to when the inventory's source had a resource. */
  private record Span(Resource resource, Instant from, Optional<Instant> until) {}

  World(Clock clock, String subscription) {
    this.clock = clock;
    this.subscription = subscription;
  }

  void note(CloudOperation operation, String target) {
    effects.add(new Effect(clock.instant(), operation, target));
  }

  void lag(Duration newLag) {
    lag = newLag;
  }

  Optional<Resource> resource(ResourceId id) {
    return Optional.ofNullable(resources.get(id));
  }

  List<Resource> resources() {
    return List.copyOf(resources.values());
  }

  void put(Resource resource) {
    remove(resource.id());
    resources.put(resource.id(), resource);
    spans.add(new Span(resource, clock.instant(), Optional.empty()));
  }

  /** From now on a deleted resource of the type is kept. */
  void keepDeleted(String type) {
    keepingTypes.add(type.toLowerCase(Locale.ROOT));
  }

  /** Takes it away as its service does: what is of a type that keeps copies leaves one. */
  void delete(ResourceId id) {
    resource(id)
        .filter(resource -> keepingTypes.contains(id.type()))
        .ifPresent(resource -> keep(new SoftDeleted(id, resource.tags(), Optional.empty())));
    remove(id);
  }

  void keep(SoftDeleted copy) {
    kept.put(copy.id(), copy);
  }

  List<SoftDeleted> kept() {
    return List.copyOf(kept.values());
  }

  Optional<SoftDeleted> kept(ResourceId id) {
    return Optional.ofNullable(kept.get(id));
  }

  void purge(ResourceId id) {
    kept.remove(id);
  }

  void remove(ResourceId id) {
    if (resources.remove(id) == null) {
      return;
    }
    Instant now = clock.instant();
    spans.replaceAll(
        span ->
            span.until().isEmpty() && span.resource().id().equals(id)
                ? new Span(span.resource(), span.from(), Optional.of(now))
                : span);
  }

  /** What the inventory shows now: the world as it was one lag ago. Locks are never in it. */
  List<Resource> listed() {
    Instant then = clock.instant().minus(lag);
    return spans.stream()
        .filter(span -> !span.from().isAfter(then))
        .filter(span -> span.until().isEmpty() || span.until().get().isAfter(then))
        .map(Span::resource)
        .filter(resource -> !isLock(resource))
        .toList();
  }

  static boolean isLock(Resource resource) {
    return resource.id().type().equals(LOCK_TYPE);
  }

  /** What a lock, or anything that extends, hangs on: the id before the last provider. */
  static ResourceId scopeOf(ResourceId extension) {
    String text = extension.value();
    return ResourceId.of(
        text.substring(0, text.toLowerCase(java.util.Locale.ROOT).lastIndexOf("/providers/")));
  }
}

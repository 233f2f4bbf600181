package io.haymaker.emulator.arm;

import io.haymaker.emulator.store.DocumentStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All resource groups; deleted ones stay as tombstones for {@link #inventory}. */
public final class GroupBook {
  private static final String KIND = "group";

  private final DocumentStore store;
  private final Clock clock;

  /** The groups of a store. */
  public GroupBook(DocumentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A group that is there now (also while it is being deleted). */
  public Optional<ResourceGroup> find(String name) {
    return store
        .get(KIND, name.toLowerCase(Locale.ROOT))
        .map(ResourceGroup::parse)
        .filter(group -> group.existsAt(clock.instant()));
  }

  /** All that are there now, ordered by name. */
  public List<ResourceGroup> all() {
    Instant now = clock.instant();
    return store.list(KIND).stream()
        .map(entry -> ResourceGroup.parse(entry.document()))
        .filter(group -> group.existsAt(now))
        .toList();
  }

  /** What a lagging inventory lists: groups as they were there {@code lag} ago. */
  public List<ResourceGroup> inventory(Duration lag) {
    Instant seen = clock.instant().minus(lag);
    return store.list(KIND).stream()
        .map(entry -> ResourceGroup.parse(entry.document()))
        .filter(group -> !group.createdAt().isAfter(seen) && group.existsAt(seen))
        .toList();
  }

  void put(ResourceGroup group) {
    store.put(KIND, group.name().toLowerCase(Locale.ROOT), group.toJson());
  }
}

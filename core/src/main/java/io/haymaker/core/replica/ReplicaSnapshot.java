package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import java.time.Instant;
import java.util.List;

/**
 * All that is looked at to decide what is to be done about containers.
 *
 * @param instances of one complete listing, which is older than all else here: what was wanted
 *     after it is known, what was done after it may not be seen
 * @param now when the listing was begun
 */
record ReplicaSnapshot(
    List<DesiredImage> images,
    List<Instance> instances,
    List<Intent> intents,
    List<Setback> setbacks,
    Instant now) {
  ReplicaSnapshot {
    images = List.copyOf(images);
    instances = List.copyOf(instances);
    intents = List.copyOf(intents);
    setbacks = List.copyOf(setbacks);
  }
}

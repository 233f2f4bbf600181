package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How it stands with an image.
 *
 * @param alive running or about to, oldest first
 * @param dead ended, and nobody wanted it, oldest first
 * @param apart of which somebody wants something of its own; they do not count
 * @param setback what is remembered of failures before this look
 */
record ImageState(
    DesiredImage image,
    List<Instance> alive,
    List<Instance> dead,
    List<Instance> apart,
    Optional<Setback> setback,
    Instant now) {
  ImageState {
    alive = List.copyOf(alive);
    dead = List.copyOf(dead);
    apart = List.copyOf(apart);
  }

  /**
   * @param present every container of ours of the image
   */
  static ImageState of(
      DesiredImage image,
      List<Instance> present,
      List<Intent> intents,
      Optional<Setback> setback,
      Instant now) {
    var alive = new ArrayList<Instance>();
    var dead = new ArrayList<Instance>();
    var apart = new ArrayList<Instance>();
    for (Instance instance : present.stream().sorted(ContainerReader.OLDEST_FIRST).toList()) {
      if (intents.stream().anyMatch(intent -> intent.id().equals(instance.id()))) {
        apart.add(instance);
      } else if (instance.state() instanceof InstanceState.Ended) {
        dead.add(instance);
      } else {
        alive.add(instance);
      }
    }
    return new ImageState(image, alive, dead, apart, setback, now);
  }

  /** How many are missing; negative when there are too many. */
  int missing() {
    return image.count() - alive.size();
  }
}

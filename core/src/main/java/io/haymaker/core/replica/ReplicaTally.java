package io.haymaker.core.replica;

import io.haymaker.core.engine.InstanceId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** How many replicas died since this process began, as far as it was the one that looked. */
public final class ReplicaTally {
  private final Map<String, Long> deaths = new ConcurrentHashMap<>();

  ReplicaTally() {}

  /**
   * By image, the replicas that ended though they were wanted. Each is replaced, at once or when
   * its image is tried again.
   */
  public Map<String, Long> deaths() {
    return new TreeMap<>(deaths);
  }

  /** What is remembered was this, and is that from now on. */
  void count(List<Setback> before, List<Setback> after) {
    Map<String, Set<InstanceId>> known =
        before.stream().collect(Collectors.toMap(Setback::image, Setback::counted));
    for (Setback setback : after) {
      var fresh = new HashSet<>(setback.counted());
      fresh.removeAll(known.getOrDefault(setback.image(), Set.of()));
      if (!fresh.isEmpty()) {
        deaths.merge(setback.image(), (long) fresh.size(), Long::sum);
      }
    }
  }
}

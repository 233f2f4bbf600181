package io.haymaker.core.scaler;

import io.haymaker.core.runtime.ContainerName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Containers whose message was missing at its own place when it was looked for, and how often. Kept
 * from pass to pass, in memory: who loses it looks once more. Not for several threads at a time.
 */
final class OrphanSuspects {
  private final Map<ContainerName, Suspect> known = new HashMap<>();

  private record Suspect(int checks, Instant last) {}

  /** Forgets all others: their message was seen, or they are gone. */
  void keepOnly(Set<ContainerName> names) {
    known.keySet().retainAll(names);
  }

  /** Whether it is time to look for its message: for the first time, or so long after the last. */
  boolean isDue(ContainerName name, Duration interval, Instant now) {
    Suspect suspect = known.get(name);
    return suspect == null || !suspect.last().plus(interval).isAfter(now);
  }

  /**
   * Its message was missing.
   *
   * @return how often in a row by now
   */
  int missed(ContainerName name, Instant now) {
    Suspect before = known.get(name);
    var suspect = new Suspect(before == null ? 1 : before.checks() + 1, now);
    known.put(name, suspect);
    return suspect.checks();
  }

  /** Its message was there, or nobody could look, or it is being removed. */
  void forget(ContainerName name) {
    known.remove(name);
  }

  /** When the next look for a message is due; empty while nobody is suspected. */
  Optional<Instant> next(Duration interval) {
    return known.values().stream()
        .map(suspect -> suspect.last().plus(interval))
        .min(Comparator.naturalOrder());
  }
}

package io.haymaker.core.runtime;

import java.util.Set;

/**
 * What a runtime can and cannot do, as data: checked before anything is launched, so that a
 * difference is a refusal with a reason and never a surprise.
 *
 * @param runtime its name, e.g. {@code container-apps}
 * @param nameLimit longest container name
 * @param smallest the least that a container may ask for here
 * @param largest the most that one container can have here
 * @param features what it offers
 */
public record Capabilities(
    String runtime,
    int nameLimit,
    ContainerSize smallest,
    ContainerSize largest,
    Set<Feature> features) {

  public Capabilities {
    features = Set.copyOf(features);
  }

  /** What a runtime may offer beyond launching, finding, stopping and destroying. */
  public enum Feature {
    /** Secrets by reference to a vault. */
    VAULT_SECRETS,
    /** Logs can be read through the runtime. */
    LOGS,
    /** Use of CPU and memory can be read through the runtime. */
    STATS,
    /** It ends a container by itself when its time is over. */
    TIMEOUT
  }

  public boolean has(Feature feature) {
    return features.contains(feature);
  }
}

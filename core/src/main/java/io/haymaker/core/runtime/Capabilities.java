package io.haymaker.core.runtime;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.util.Optional;
import java.util.Set;

/**
 * What a runtime can and cannot do, as data: checked before anything is launched, so that a
 * difference is a refusal with a reason and never a surprise.
 *
 * @param runtime its name, e.g. {@code container-apps}
 * @param nameLimit longest container name
 * @param smallest the least that a container may ask for here
 * @param largest the most that one container can have here
 * @param restarts what it can do when a container ends; at least one
 * @param features what it offers
 */
public record Capabilities(
    String runtime,
    int nameLimit,
    ContainerSize smallest,
    ContainerSize largest,
    Set<Restart> restarts,
    Set<Feature> features) {

  public Capabilities {
    restarts = Set.copyOf(restarts);
    features = Set.copyOf(features);
    if (restarts.isEmpty()) {
      throw new IllegalArgumentException("a runtime does something when a container ends");
    }
  }

  /** What a runtime may offer beyond launching, finding, stopping and destroying. */
  public enum Feature {
    /** Secrets by reference to a vault. */
    VAULT_SECRETS,
    /** Logs can be read through the runtime. */
    LOGS,
    /** Logs can be read on as they are written. */
    FOLLOW,
    /** Use of CPU and memory can be read through the runtime. */
    STATS,
    /** It ends a container by itself when its time is over. */
    TIMEOUT,
    /**
     * What was begun is known for as long as the container is there: one that has no start on
     * record was not begun yet. Without it a container can be {@link ContainerState.Lost}.
     */
    HISTORY,
    /** It asks containers for their health, and acts on the answers. */
    PROBES,
    /** Containers can be reached from outside. */
    PORTS,
    /** What a running container may use can be changed. */
    RESIZE
  }

  /** The same where a container can also be no larger than this. */
  public Capabilities upTo(ContainerSize room) {
    return new Capabilities(
        runtime,
        nameLimit,
        smallest,
        new ContainerSize(
            Math.min(largest.cpuCores(), room.cpuCores()),
            Math.min(largest.memoryGb(), room.memoryGb())),
        restarts,
        features);
  }

  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  /**
   * Whether a container that ends can be left ended, so that its end is seen here. Where it cannot,
   * a program must stay when its work is done, and say by other means that it is.
   */
  public boolean endsForGood() {
    return restarts.contains(Restart.NEVER);
  }

  /** What this runtime has against a container; empty when nothing. Makes no call. */
  public Optional<Problem> objection(LaunchSpec spec) {
    if (spec.name().value().length() > nameLimit) {
      return problem("InvalidName", "'%s' is longer than %d".formatted(spec.name(), nameLimit));
    }
    return objection(spec.size())
        .or(() -> objection(spec.options()))
        .or(
            () ->
                spec.secrets().isEmpty() || has(Feature.VAULT_SECRETS)
                    ? Optional.empty()
                    : Optional.of(missing(Feature.VAULT_SECRETS)));
  }

  /** What this runtime has against a size; empty when nothing. */
  public Optional<Problem> objection(ContainerSize size) {
    if (!smallest.fitsInto(size)) {
      return problem("TooSmall", "a container has at least %s, not %s".formatted(smallest, size));
    }
    return size.fitsInto(largest)
        ? Optional.empty()
        : problem("TooLarge", "a container has at most %s, not %s".formatted(largest, size));
  }

  private Optional<Problem> objection(LaunchOptions options) {
    if (!restarts.contains(options.restart())) {
      return problem(
          "NotOffered", "%s does not offer the restart %s".formatted(runtime, options.restart()));
    }
    if (!options.probes().isEmpty() && !has(Feature.PROBES)) {
      return Optional.of(missing(Feature.PROBES));
    }
    return options.ports().isEmpty() || has(Feature.PORTS)
        ? Optional.empty()
        : Optional.of(missing(Feature.PORTS));
  }

  /** The refusal of what is not offered. */
  public <T> Outcome<T> notOffered(Feature feature) {
    return new Outcome.Refused<>(missing(feature));
  }

  private Problem missing(Feature feature) {
    return new Problem("NotOffered", "%s does not offer %s".formatted(runtime, feature));
  }

  private static Optional<Problem> problem(String code, String message) {
    return Optional.of(new Problem(code, message));
  }
}

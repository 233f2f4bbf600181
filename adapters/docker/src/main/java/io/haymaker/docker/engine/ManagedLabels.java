package io.haymaker.docker.engine;

import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.ownership.InstallationId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The labels of managed containers; the first two are a contract with other tools. */
final class ManagedLabels {
  /** The image as it was asked for. Older managers set this one alone. */
  static final String MANAGED_BY = "managed-by";

  static final String INSTALLATION = "haymaker.installation";

  /** The engine's list counts seconds, and who stops the newest first needs more. */
  static final String MADE_AT = "haymaker.made-at";

  static final String STRICT = "haymaker.strict";

  private static final String CPU = "haymaker.cpu";
  private static final String MEMORY = "haymaker.memory";

  /** Whose a container is. */
  enum Owner {
    OURS,
    FOREIGN,
    /** Not managed, or another installation's. */
    SOMEBODY
  }

  private ManagedLabels() {}

  static Map<String, String> of(InstanceSpec spec, InstallationId installation, Instant now) {
    var labels = new LinkedHashMap<String, String>();
    labels.put(MANAGED_BY, spec.image());
    labels.put(INSTALLATION, installation.value());
    labels.put(MADE_AT, now.toString());
    spec.limits().cpuCores().ifPresent(cores -> labels.put(CPU, Double.toString(cores)));
    spec.limits().memoryBytes().ifPresent(bytes -> labels.put(MEMORY, Long.toString(bytes)));
    if (spec.strict()) {
      labels.put(STRICT, "true");
    }
    return labels;
  }

  static Owner owner(Map<String, String> labels, InstallationId installation) {
    if (!labels.containsKey(MANAGED_BY)) {
      return Owner.SOMEBODY;
    }
    String whose = labels.get(INSTALLATION);
    if (whose == null) {
      return Owner.FOREIGN;
    }
    return whose.equals(installation.value()) ? Owner.OURS : Owner.SOMEBODY;
  }

  static boolean isStrict(Map<String, String> labels) {
    return labels.containsKey(STRICT);
  }

  static Optional<Instant> madeAt(Map<String, String> labels) {
    try {
      return Optional.ofNullable(labels.get(MADE_AT)).map(Instant::parse);
    } catch (DateTimeParseException e) {
      // Somebody else wrote it; the engine's own time is good enough.
      return Optional.empty();
    }
  }

  /** The limits with which it was launched; they may have been changed since. */
  static Limits limits(Map<String, String> labels) {
    try {
      String cpu = labels.get(CPU);
      String memory = labels.get(MEMORY);
      return new Limits(
          cpu == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cpu)),
          memory == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(memory)));
    } catch (IllegalArgumentException e) {
      return Limits.NONE;
    }
  }
}

package io.haymaker.core.replica;

import io.haymaker.core.engine.Image;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.runtime.PortRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers, in this process, which kinds of containers have lived through their start-up grace
 * lately. Waiting for it tells whether a program comes up at all; once it has, further ones of the
 * very same kind need not be waited for.
 */
final class ProvenStarts {
  /** What containers depend on changes, too: after so long it is looked at anew. */
  static final Duration TRUST = Duration.ofMinutes(10);

  private static final int REMEMBERED = 1000;

  private final Map<Kind, Instant> livedAt = new ConcurrentHashMap<>();
  private final Clock clock;

  ProvenStarts(Clock clock) {
    this.clock = clock;
  }

  /**
   * All that decides how a container starts.
   *
   * @param imageId changes when the same name means something else
   */
  record Kind(
      String imageId,
      Limits limits,
      Map<String, String> environment,
      List<PortRequest> ports,
      boolean strict) {
    static Kind of(Image image, DesiredImage wanted) {
      return new Kind(
          image.id(), wanted.limits(), wanted.environment(), wanted.ports(), wanted.strict());
    }
  }

  boolean is(Kind kind) {
    Instant lived = livedAt.get(kind);
    return lived != null && lived.plus(TRUST).isAfter(clock.instant());
  }

  /**
   * @param lived whether all that were waited for did; one that died makes what was known worthless
   */
  void learn(Kind kind, boolean lived) {
    if (!lived) {
      livedAt.remove(kind);
      return;
    }
    if (livedAt.size() >= REMEMBERED) {
      livedAt.clear();
    }
    livedAt.put(kind, clock.instant());
  }
}

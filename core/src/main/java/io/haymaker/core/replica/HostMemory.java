package io.haymaker.core.replica;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Remembers for a while on what machine the engine runs: that does not change often. */
final class HostMemory {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final ContainerEngine engine;
  private final Clock clock;
  private volatile @Nullable Seen seen;

  HostMemory(ContainerEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  private record Seen(HostFacts facts, Instant at) {}

  Reply<HostFacts> facts() {
    Instant now = clock.instant();
    Seen last = seen;
    if (last != null && last.at().plus(FRESH).isAfter(now)) {
      return Reply.done(last.facts());
    }
    return switch (engine.host()) {
      case Look.Found<HostFacts>(HostFacts facts) -> {
        seen = new Seen(facts, now);
        yield Reply.done(facts);
      }
      case Look.CouldNotLook<HostFacts>(Problem problem) -> new Reply.Away<>(problem);
      case Look.Absent<HostFacts>() ->
          new Reply.Away<>(new Problem("NoHost", "the engine does not say on what it runs"));
    };
  }
}

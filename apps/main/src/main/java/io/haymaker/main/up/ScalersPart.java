package io.haymaker.main.up;

import io.haymaker.core.chore.Chore;
import io.haymaker.core.scaler.ScalerChore;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.main.place.Parts;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.work.WorkSettings;
import io.haymaker.server.health.HealthCheck;
import io.haymaker.server.measure.Measures;
import io.haymaker.server.scaler.ScalerMeasures;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queue scalers: each passes again and again, and people see them at one desk. */
final class ScalersPart implements ServerPart {
  private final Parts opened = new Parts();
  private final ScalerDesk desk;
  private final ScalerMeasures measures;

  /**
   * A scaler that this process keeps.
   *
   * @param interval between two passes while nothing happens
   */
  record Kept(ScalerWorld world, Duration interval) {}

  private ScalersPart(PostgresStore store, List<Kept> kept, Clock clock) {
    desk = new ScalerDesk(kept.stream().map(Kept::world).toList(), store.chores());
    measures = new ScalerMeasures(desk, clock);
    List<Chore> chores =
        kept.stream()
            .<Chore>map(one -> new ScalerChore(one.world(), one.interval(), measures))
            .toList();
    if (!chores.isEmpty()) {
      opened.add(store.startChores(chores, WorkSettings.DEFAULT));
    }
  }

  /**
   * @param store stays the caller's to close, after this
   * @param kept in the order in which they are shown; there may be none
   */
  static ScalersPart start(PostgresStore store, List<Kept> kept, Clock clock) {
    return new ScalersPart(store, kept, clock);
  }

  ScalerDesk desk() {
    return desk;
  }

  @Override
  public Optional<String> lost() {
    return Optional.empty();
  }

  /** A pass tells of what it could not look at; the next one looks again. */
  @Override
  public Map<String, HealthCheck> checks() {
    return Map.of();
  }

  @Override
  public Measures measures() {
    return measures.measures();
  }

  /** Waits for passes that are under way; what runs goes on. */
  @Override
  public void close() {
    opened.close();
  }
}

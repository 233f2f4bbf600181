package io.haymaker.main.up;

import io.haymaker.core.chore.Chore;
import io.haymaker.core.scaler.ScalerChore;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.main.place.Parts;
import io.haymaker.main.wiring.ScalerHouse;
import io.haymaker.main.wiring.ScalerSettings;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.work.WorkSettings;
import io.haymaker.server.health.HealthCheck;
import io.haymaker.server.measure.Measures;
import io.haymaker.server.scaler.ScalerMeasures;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queue scalers: each passes again and again, and people see them at one desk. */
final class ScalersPart implements ServerPart {
  private final Parts opened = new Parts();
  private final ScalerDesk desk;
  private final ScalerMeasures measures;

  private ScalersPart(PostgresStore store, List<ScalerSettings> settings, Clock clock) {
    try {
      List<ScalerHouse> houses =
          settings.stream().map(one -> opened.add(ScalerHouse.open(one, store, clock))).toList();
      desk = new ScalerDesk(houses.stream().map(ScalerHouse::world).toList(), store.chores());
      measures = new ScalerMeasures(desk, clock);
      List<Chore> chores =
          houses.stream()
              .<Chore>map(
                  house -> new ScalerChore(house.world(), house.settings().interval(), measures))
              .toList();
      if (!chores.isEmpty()) {
        opened.add(store.startChores(chores, WorkSettings.DEFAULT));
      }
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /**
   * @param store stays the caller's to close, after this
   * @param settings in the order in which they are shown; there may be none
   */
  static ScalersPart start(PostgresStore store, List<ScalerSettings> settings, Clock clock) {
    return new ScalersPart(store, settings, clock);
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

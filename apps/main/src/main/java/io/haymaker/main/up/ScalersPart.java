package io.haymaker.main.up;

import io.haymaker.core.chore.Chore;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.scaler.PassListener;
import io.haymaker.core.scaler.RoomQuestion;
import io.haymaker.core.scaler.ScalerChore;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerWatch;
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

  private ScalersPart(PostgresStore store, List<ScalerSettings> scalers, Clock clock) {
    try {
      List<ScalerHouse> houses =
          scalers.stream()
              .map(settings -> opened.add(ScalerHouse.open(settings, store, clock)))
              .toList();
      desk = new ScalerDesk(houses.stream().map(ScalerHouse::world).toList(), store.chores());
      measures = new ScalerMeasures(desk, clock);
      List<Chore> chores = houses.stream().map(house -> chore(house, store)).toList();
      if (!chores.isEmpty()) {
        opened.add(store.startChores(chores, WorkSettings.DEFAULT));
      }
      houses.forEach(
          house -> opened.add(new RoomQuestion(house.world(), house::roomFor, desk).start()));
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /** Its passes, and a watch that has one made as soon as there is something to do. */
  private Chore chore(ScalerHouse house, PostgresStore store) {
    var watch = new ScalerWatch(house.world(), store.chores());
    opened.add(watch.start(Pauser.system()));
    PassListener both =
        (scaler, report) -> {
          measures.passed(scaler, report);
          watch.passed(scaler, report);
        };
    return new ScalerChore(
        house.world(), house.settings().interval(), both, watch::takeMessagesCame);
  }

  /**
   * @param store stays the caller's to close, after this
   * @param scalers in the order in which they are shown; there may be none
   * @throws io.haymaker.main.CommandFailure when one cannot be set up
   */
  static ScalersPart start(PostgresStore store, List<ScalerSettings> scalers, Clock clock) {
    return new ScalersPart(store, scalers, clock);
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

package io.haymaker.main.scaler;

import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.main.place.Parts;
import io.haymaker.main.place.Records;
import io.haymaker.main.wiring.ScalerHouse;
import io.haymaker.main.wiring.ScalerSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Scalers that a command works with, until it closes them together with the database. */
final class OpenScalers implements AutoCloseable {
  private final Parts opened = new Parts();
  private final List<ScalerHouse> houses = new ArrayList<>();

  private OpenScalers(Records records) {
    opened.add(records);
  }

  /**
   * @param records closed with them, also when this throws
   */
  static OpenScalers open(List<ScalerSettings> scalers, Records records, Clock clock) {
    var open = new OpenScalers(records);
    try {
      scalers.forEach(
          settings ->
              open.houses.add(open.opened.add(ScalerHouse.open(settings, records.store(), clock))));
      return open;
    } catch (RuntimeException | Error e) {
      open.close();
      throw e;
    }
  }

  List<ScalerHouse> houses() {
    return List.copyOf(houses);
  }

  List<ScalerWorld> worlds() {
    return houses.stream().map(ScalerHouse::world).toList();
  }

  @Override
  public void close() {
    opened.close();
  }
}

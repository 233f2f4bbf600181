package io.haymaker.main.up;

import io.haymaker.server.measure.Measure;
import io.haymaker.server.measure.Measure.Reading;
import io.haymaker.server.measure.Measures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The database, and the work that waits in it, in numbers.
 *
 * @param answers whether the database does
 * @param lags how long each chore has been due
 */
record StoreMeasures(BooleanSupplier answers, Supplier<Map<String, Duration>> lags) {
  private static final double MILLIS = 1000;

  Measures all() {
    return Measures.of(
        List.of(
            Measure.of(
                "haymaker.database.up",
                "1 while the database answers",
                Map.of(),
                () -> answers.getAsBoolean() ? 1 : 0),
            Measure.each(
                "haymaker.chore.lag.seconds",
                "how long a chore has been due without being taken up",
                () ->
                    lags.get().entrySet().stream()
                        .map(
                            one ->
                                new Reading(
                                    Map.of("chore", one.getKey()),
                                    one.getValue().toMillis() / MILLIS))
                        .toList())));
  }
}

package io.haymaker.main.scaler;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.place.EmulatedSite;
import io.haymaker.main.place.Ground;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Records;
import io.haymaker.main.wiring.ScalerSettings;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that works with scalers. */
final class ScalerArguments {
  @Mixin private PlaceArguments place = new PlaceArguments();

  @Option(
      names = "--scaler",
      paramLabel = "NAME",
      description = "this scaler alone, where several are configured; default all")
  private @Nullable String name;

  /**
   * Opens the scalers that were asked for, beside whoever works there already.
   *
   * @param news gets lines for the user
   * @throws CommandFailure naming every setting that cannot be used, or a name that is no scaler's
   */
  OpenScalers open(Consumer<String> news, Clock clock) {
    Ground ground = place.scalers(clock);
    Records records = ground instanceof EmulatedSite site ? site.join(news) : ground.records(news);
    List<ScalerSettings> wanted;
    try {
      wanted = wanted(ground.scalers());
    } catch (RuntimeException | Error e) {
      records.close();
      throw e;
    }
    return OpenScalers.open(wanted, records, clock);
  }

  /**
   * What the one scaler that was asked for is built from; opens nothing.
   *
   * @throws CommandFailure as {@link #open} does, and when there are several
   */
  ScalerSettings one(Clock clock) {
    List<ScalerSettings> wanted = wanted(place.scalers(clock).scalers());
    if (wanted.size() > 1) {
      throw CommandFailure.usage("--scaler: several are configured; name one of them");
    }
    return wanted.getFirst();
  }

  private List<ScalerSettings> wanted(List<ScalerSettings> all) {
    if (all.isEmpty()) {
      throw CommandFailure.usage(
          "no scaler is configured: set ACI_IMAGE, ACI_NAME_PREFIX and what docs/scaler.md names");
    }
    if (name == null) {
      return all;
    }
    List<ScalerSettings> named =
        all.stream().filter(one -> one.name().value().equals(name)).toList();
    if (named.isEmpty()) {
      throw CommandFailure.usage(
          "--scaler: no scaler '%s'; there are: %s"
              .formatted(
                  name,
                  all.stream().map(one -> one.name().value()).collect(Collectors.joining(", "))));
    }
    return named;
  }
}

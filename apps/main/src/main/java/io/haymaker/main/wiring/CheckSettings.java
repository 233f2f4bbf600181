package io.haymaker.main.wiring;

import io.haymaker.azure.registry.RegistrySettings.Password;
import io.haymaker.main.goal.ModelSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the checks before a run go by.
 *
 * @param allowedSubscriptions where runs may be; anywhere when there are none
 * @param prices a price list for estimates in place of the one that came along
 * @param registry as whom the image's registry is asked, where it does not take our own login
 * @param model what goal-seeking agents ask; empty where there are none
 * @param secretLimit the longest that an agent's secret may live
 */
public record CheckSettings(
    List<String> allowedSubscriptions,
    Optional<Path> prices,
    Optional<Password> registry,
    Optional<ModelSettings> model,
    Duration secretLimit) {

  /** Anywhere, with our own prices. */
  public static final CheckSettings STANDARD =
      new CheckSettings(
          List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofDays(30));

  public CheckSettings {
    allowedSubscriptions = List.copyOf(allowedSubscriptions);
  }
}

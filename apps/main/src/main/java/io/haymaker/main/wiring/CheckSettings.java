package io.haymaker.main.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the checks before a run go by.
 *
 * @param allowedSubscriptions where runs may be; anywhere when there are none
 * @param prices a price list for estimates in place of the one that came along
 */
public record CheckSettings(List<String> allowedSubscriptions, Optional<Path> prices) {

  /** Anywhere, with our own prices. */
  public static final CheckSettings STANDARD = new CheckSettings(List.of(), Optional.empty());

  public CheckSettings {
    allowedSubscriptions = List.copyOf(allowedSubscriptions);
  }
}

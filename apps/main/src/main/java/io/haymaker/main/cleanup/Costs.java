package io.haymaker.main.cleanup;

import io.haymaker.azure.validation.PriceList;
import io.haymaker.core.cleanup.CleanupPreview.Doomed;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/** What it costs an hour to keep things, as far as the price list knows their types. */
final class Costs {
  private final PriceList prices;

  Costs(PriceList prices) {
    this.prices = prices;
  }

  /** By type and size, else by type alone; empty when the list does not say. */
  Optional<BigDecimal> perHour(Doomed resource) {
    String type = "resource." + resource.id().type();
    return resource
        .size()
        .flatMap(size -> prices.perHour(type + "." + size))
        .or(() -> prices.perHour(type));
  }

  BigDecimal sum(Collection<Doomed> resources) {
    return resources.stream()
        .flatMap(resource -> perHour(resource).stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** How many of them the list does not know. */
  long unknown(Collection<Doomed> resources) {
    return resources.stream().filter(resource -> perHour(resource).isEmpty()).count();
  }

  /** Whose prices, and of when. */
  String source() {
    return "%s, %s".formatted(prices.source(), prices.date());
  }
}

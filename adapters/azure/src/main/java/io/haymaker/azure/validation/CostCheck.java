package io.haymaker.azure.validation;

import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Says what the run's nodes will cost an hour; an estimate, and never a reason to stop. */
final class CostCheck implements Check {
  private final PriceList prices;
  private final String nodeType;

  CostCheck(PriceList prices, String nodeType) {
    this.prices = prices;
    this.nodeType = nodeType;
  }

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    Optional<BigDecimal> node = prices.perHour("node." + nodeType);
    if (node.isEmpty()) {
      return new Finding(
          Verdict.NOT_APPLICABLE,
          "the price list has no node." + nodeType,
          "give a list by PRICES_FILE");
    }
    BigDecimal sum =
        prices
            .perHour("environment")
            .orElse(BigDecimal.ZERO)
            .add(node.get().multiply(BigDecimal.valueOf(undertaking.agents())))
            .setScale(2, RoundingMode.HALF_UP);
    return Finding.passed(
        "about %s USD an hour for %d %s nodes: an estimate, without what scenarios make"
            .formatted(sum, undertaking.agents(), nodeType));
  }
}

package io.haymaker.azure.validation;

import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.List;

/** A run begins in no other subscription than those that are allowed. */
final class AllowedSubscriptionCheck implements Check {
  private final String subscription;
  private final List<String> allowed;

  /**
   * @param allowed empty when every subscription is
   */
  AllowedSubscriptionCheck(String subscription, List<String> allowed) {
    this.subscription = subscription;
    this.allowed = List.copyOf(allowed);
  }

  @Override
  public String name() {
    return "allowed-subscription";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    if (allowed.isEmpty()) {
      return new Finding(Verdict.NOT_APPLICABLE, "ALLOWED_SUBSCRIPTIONS is not set", "");
    }
    return allowed.stream().anyMatch(subscription::equalsIgnoreCase)
        ? Finding.passed(subscription + " is allowed")
        : Finding.failed(
            "%s is none of ALLOWED_SUBSCRIPTIONS".formatted(subscription),
            "set AZURE_SUBSCRIPTION_ID to one of them, or add this one if runs may be there");
  }
}

package io.haymaker.azure.validation;

import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.ArrayList;
import java.util.List;

/** Every other subscription in which leftovers are looked for can be read. */
final class InventoryCheck implements Check {
  private final Rest arm;
  private final List<String> subscriptions;

  /**
   * @param subscriptions without the one in which things are made
   */
  InventoryCheck(Rest arm, List<String> subscriptions) {
    this.arm = arm;
    this.subscriptions = List.copyOf(subscriptions);
  }

  @Override
  public String name() {
    return "inventory-subscriptions";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    if (subscriptions.isEmpty()) {
      return new Finding(Verdict.NOT_APPLICABLE, "INVENTORY_SUBSCRIPTIONS is not set", "");
    }
    var unread = new ArrayList<String>();
    for (String subscription : subscriptions) {
      Reply reply =
          arm.get("/subscriptions/" + subscription + Urls.query("api-version", "2022-12-01"));
      if (!(reply instanceof Reply.Answer answer) || !answer.isGood()) {
        unread.add(
            subscription
                + (Answers.look(reply) instanceof Look.CouldNotLook<?>(Problem problem)
                    ? " (" + problem + ")"
                    : " (not there)"));
      }
    }
    return unread.isEmpty()
        ? Finding.passed("%d more can be read".formatted(subscriptions.size()))
        : Finding.failed(
            "cannot be read: " + String.join(", ", unread),
            "give the login Reader there, or take them out of INVENTORY_SUBSCRIPTIONS: what cannot"
                + " be looked at is never called clean");
  }
}

package io.haymaker.azure.validation;

import io.haymaker.core.event.EventSource;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;

/** Topic and subscription are there, or are made now where we may. */
public final class BusCheck implements Check {
  private final EventSource source;

  public BusCheck(EventSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "service-bus";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    Outcome<Boolean> outcome = source.prepare();
    return outcome.isDone()
        ? Finding.passed("topic and subscription are there")
        : Finding.failed(
            outcome.obstacle().map(Problem::toString).orElse("unknown"),
            "check SERVICE_BUS_NAMESPACE, or create the topic and its subscription");
  }
}

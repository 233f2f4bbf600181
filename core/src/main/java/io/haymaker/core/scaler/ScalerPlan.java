package io.haymaker.core.scaler;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a pass makes of the messages that it saw.
 *
 * @param decisions in the order in which they were made: those to start are started in it
 * @param lastServed the subscription with which the next pass does not begin; empty when nobody was
 *     ever served
 */
public record ScalerPlan(List<Decision> decisions, Optional<String> lastServed) {
  public ScalerPlan {
    decisions = List.copyOf(decisions);
  }

  /** One message and what becomes of it. */
  public record Decision(WaitingMessage message, Verdict verdict) {}

  /** The decisions of one kind. */
  public <V extends Verdict> Stream<V> of(Class<V> kind) {
    return decisions.stream().map(Decision::verdict).filter(kind::isInstance).map(kind::cast);
  }
}

package io.haymaker.core.alert;

import io.haymaker.core.outcome.Outcome;

/** The way to whoever has to be told. */
public interface AlertChannel {

  /**
   * Sends it once. {@code Done} only when the receiver said that it has it. A second sending has
   * the same id and content, by which the receiver knows it.
   *
   * @return how the receiver answered
   */
  Outcome<Integer> send(Alert alert);
}

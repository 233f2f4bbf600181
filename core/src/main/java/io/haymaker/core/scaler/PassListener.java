package io.haymaker.core.scaler;

/** Hears of the passes that this process made. */
@FunctionalInterface
public interface PassListener {

  /**
   * A pass is over.
   *
   * @param report what it saw and did; the claims that it started have {@code enqueuedAt} and
   *     {@code launchedAt}
   */
  void passed(ScalerName scaler, PassReport report);
}

package io.haymaker.testkit.scaler;

import org.junit.jupiter.api.Test;

/**
 * Two thousand messages in bad weather: quota, throttling, failing creates, lost and late answers,
 * deaths at random steps, two replicas. No message ever has two live containers, one whose
 * container succeeded had no further one, every refused attempt is on record, nothing remains.
 */
final class ScalerSoakTest {

  @Test
  void twoThousandMessagesAreServedInBadWeather() {
    ScalerSoak soak = ScalerSoak.inMemory(1);

    soak.run(2000);

    soak.assertAllIsWell();
    soak.assertItWasHard();
  }
}

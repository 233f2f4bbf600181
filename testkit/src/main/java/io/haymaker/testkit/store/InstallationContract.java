package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The installation has one id for ever, whoever asks first. */
public abstract class InstallationContract {

  /** The stores under test. */
  protected abstract Stores stores();

  @Test
  void everyoneGetsTheSameId() {
    assertThat(Racers.race(4, () -> stores().installation().id()))
        .hasSize(4)
        .doesNotContainNull()
        .containsOnly(stores().installation().id());
  }
}

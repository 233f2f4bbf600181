package io.haymaker.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.InstanceState;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedContainerTest {
  @Test
  void theExitCodeIsReadFromTheStatus() {
    assertThat(ListedContainer.state("exited", "Exited (137) 3 minutes ago"))
        .isEqualTo(new InstanceState.Ended(OptionalInt.of(137)));
    assertThat(ListedContainer.state("exited", "Exited (0) Less than a second ago"))
        .isEqualTo(new InstanceState.Ended(OptionalInt.of(0)));
    assertThat(ListedContainer.state("dead", "Dead"))
        .isEqualTo(new InstanceState.Ended(OptionalInt.empty()));
    assertThat(ListedContainer.state("removing", "Removal In Progress"))
        .isEqualTo(new InstanceState.Ended(OptionalInt.empty()));
  }

  @Test
  void whatWasNeverStartedIsCreated() {
    assertThat(ListedContainer.state("created", "Created")).isEqualTo(new InstanceState.Created());
  }

  @ParameterizedTest
  @ValueSource(strings = {"running", "paused", "restarting", "Running", "something-new"})
  void everythingElseRuns(String state) {
    assertThat(ListedContainer.state(state, "Up 3 seconds")).isEqualTo(new InstanceState.Running());
  }
}

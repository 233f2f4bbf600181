package io.haymaker.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Image;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Images that the engine has to fetch. */
@EnabledIf(
    value = "io.haymaker.docker.Engine#isThere",
    disabledReason = "no Docker engine at DOCKER_HOST or the usual socket, or no static busybox")
class PullIT {
  @Test
  void anImageIsFetchedAndItsProgressTold() throws Exception {
    try (var fixture = new ManagedFixture();
        var registry = new LoopbackRegistry()) {
      ContainerEngine engine = fixture.engine();
      String reference = registry.reference("acme/hello:1");
      List<String> told = new CopyOnWriteArrayList<>();

      Image pulled = ManagedFixture.done(engine.pull(reference, told::add));

      assertThat(pulled.names()).contains(reference);
      assertThat(engine.image(reference)).isEqualTo(Look.found(pulled));
      assertThat(told).anyMatch(words -> words.contains("Pull complete"));
      fixture.client().removeImageCmd(reference).exec();
      assertThat(engine.image(reference)).isInstanceOf(Look.Absent.class);
    }
  }

  @Test
  void anImageThatTheRegistryDoesNotKnowIsRefusedInItsWords() throws Exception {
    try (var fixture = new ManagedFixture();
        var registry = new LoopbackRegistry()) {
      Outcome<Image> pulled = fixture.engine().pull(registry.reference("acme/no-such:1"), _ -> {});

      refused(pulled, "manifest unknown");
    }
  }

  @Test
  void aRegistryThatCannotBeReachedIsNamed() throws Exception {
    String gone;
    try (var registry = new LoopbackRegistry()) {
      gone = registry.reference("acme/hello:1");
    }
    try (var fixture = new ManagedFixture()) {
      refused(fixture.engine().pull(gone, _ -> {}), "connection refused");
    }
  }

  @Test
  void whatIsNoReferenceIsRefused() {
    try (var fixture = new ManagedFixture()) {
      for (String strange : List.of("", " ", "a b", "../x", "x?y=1", "x#y", "x\n", "ü")) {
        refused(fixture.engine().pull(strange, _ -> {}), "");
      }
    }
  }

  private static void refused(Outcome<Image> outcome, String words) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(outcome.obstacle().orElseThrow().code()).isEqualTo(ContainerEngine.NO_IMAGE);
    assertThat(outcome.obstacle().orElseThrow().message()).contains(words);
  }
}

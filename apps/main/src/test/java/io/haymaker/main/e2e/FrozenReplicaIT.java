package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process stands still past its lease, another goes on with its run, and it wakes. */
class FrozenReplicaIT {
  @TempDir Path folder;

  @Test
  void theOtherTakesTheRunOverAndWhoWakesMakesNothingTwice() {
    try (Replicas replicas = Replicas.in(folder)) {
      DemoProcess frozen = replicas.start("frozen");
      String run = replicas.awaitRun();
      frozen.freeze();
      DemoProcess other = replicas.start("other");
      // What the frozen one had begun is finished by the other, which it can only when the lease is
      // over. Events are not waited for: the frozen one may hold them.
      other.awaitSaying("scenario_provisioned", 2);
      frozen.goOn();

      replicas.assertOneRunThatEndedClean(run, frozen, other);
      // What was on its way to the frozen one is counted, too.
      assertThat(other.report().path("scenarios"))
          .hasSize(2)
          .allSatisfy(s -> assertThat(s.path("resources_created").asInt()).isEqualTo(1));
    }
  }
}

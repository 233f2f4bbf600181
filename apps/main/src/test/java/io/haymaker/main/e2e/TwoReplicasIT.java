package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with one database and one cloud work the same run. */
class TwoReplicasIT {
  @TempDir Path folder;

  @Test
  void bothFollowTheRunToItsEndAndNothingIsMadeTwice() {
    try (Replicas replicas = Replicas.in(folder)) {
      DemoProcess first = replicas.start("first");
      String run = replicas.awaitRun();
      DemoProcess second = replicas.start("second");
      second.awaitSaying("continuing run " + run);
      assertThat(first.isAlive()).as(first.output()).isTrue();

      replicas.assertOneRunThatEndedClean(run, first, second);
    }
  }
}

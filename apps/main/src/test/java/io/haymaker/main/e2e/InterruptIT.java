package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, which a terminal sends to every process of the command. */
class InterruptIT {
  private static final String SCENARIO = "webapps-01-ticket-shop";

  @TempDir Path folder;

  private DemoProcess demo() {
    // Longer than a test may take: only the signal ends it.
    return DemoProcess.start(
        folder.resolve("d"), "--scenario", SCENARIO, "--duration", "10m", "--leave-behind", "1");
  }

  @Test
  void onceCancelsTheRunAndStillCleansUp() {
    try (DemoProcess demo = demo()) {
      demo.awaitSaying("agent_started");
      demo.interrupt();
      assertThat(demo.exitCode()).as(demo.output()).isZero();
      assertThat(demo.output()).contains("cancelling");
      Reports.assertClean(demo.report());
      assertThat(demo.report().path("scenarios").path(0).path("result").asString())
          .isIn("succeeded", "stopped");
      assertThat(demo.running()).isEmpty();
    }
  }

  @Test
  void twiceLeavesAtOnceAndTheSameCommandFinishesTheRun() {
    String run;
    try (DemoProcess demo = demo()) {
      demo.awaitSaying("agent_started");
      demo.interrupt();
      demo.awaitSaying("cancelling");
      demo.interrupt();
      assertThat(demo.exitCode()).as(demo.output()).isEqualTo(3);
      assertThat(demo.output()).contains("the same command continues it");
      assertThat(demo.hasReport()).isFalse();
      assertThat(demo.running()).isEmpty();
      run = demo.output().replaceAll("(?s).*left run (\\S+) .*", "$1");
    }
    try (DemoProcess demo = demo()) {
      assertThat(demo.exitCode()).as(demo.output()).isZero();
      assertThat(demo.output()).contains("continuing run " + run);
      assertThat(demo.report().path("run_id").asString()).isEqualTo(run);
      Reports.assertClean(demo.report());
      assertThat(demo.running()).isEmpty();
    }
  }
}

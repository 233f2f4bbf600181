package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is killed in the middle of a run, and started again. */
class DatabaseOutageIT {
  @TempDir Path folder;

  @Test
  void theRunGoesOnWhereItWasAndEndsClean() {
    try (Replicas replicas = Replicas.in(folder)) {
      DemoProcess process = replicas.start("only");
      String run = replicas.awaitRun();
      replicas.killDatabase();
      process.awaitSaying("the database does not answer");
      replicas.startDatabase();
      process.awaitSaying("agent_started", 2);
      replicas.killDatabase();
      process.awaitSaying("the database does not answer", 2);
      replicas.startDatabase();

      replicas.assertOneRunThatEndedClean(run, process);
      assertThat(process.output()).doesNotContain("continuing run");
    }
  }
}

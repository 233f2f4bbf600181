package io.haymaker.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloodIT {
  @TempDir Path folder;

  @Test
  void fewScenariosAreCounted() throws Exception {
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder)) {
      Flood.Cost cost = new Flood(server, Path.of("..", "scenarios"), 2).of(4);
      // Each has eight events, each of them a transaction with a line in the journal.
      assertThat(cost.commits()).isGreaterThan(8);
      assertThat(cost.statements()).isGreaterThan(cost.commits());
      assertThat(cost.rowsWritten()).isGreaterThan(8);
      assertThat(cost.ownCpuMillis()).isPositive();
      assertThat(cost.databaseCpuMillis()).isPositive();
      assertThat(cost.heapMegabytes()).isPositive();
    }
  }
}

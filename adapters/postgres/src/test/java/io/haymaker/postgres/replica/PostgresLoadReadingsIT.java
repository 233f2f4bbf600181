package io.haymaker.postgres.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.health.HealthSnapshot;
import io.haymaker.core.health.HealthStatus;
import io.haymaker.core.replica.Load;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How busy an image is, is the mean of its running containers at one time. */
final class PostgresLoadReadingsIT {
  private static final Instant T = Instant.parse("2026-03-10T08:00:00Z");

  private static HealthSnapshot snapshot(
      String image, String id, double cpu, HealthStatus status, Instant at) {
    return new HealthSnapshot(
        image, new InstanceId(id), id, "box", cpu, cpu / 2, OptionalDouble.empty(), status, at);
  }

  @Test
  void theMeanOfEachSamplingIsRead() {
    try (PostgresStore store = TestServer.open(PostgresLoadReadingsIT.class)) {
      store
          .health()
          .enter(
              List.of(
                  snapshot("web", "a", 90, HealthStatus.WARNING, T),
                  snapshot("web", "b", 50, HealthStatus.HEALTHY, T),
                  snapshot("web", "c", 0, HealthStatus.STOPPED, T),
                  snapshot("job", "d", 10, HealthStatus.HEALTHY, T),
                  snapshot("web", "a", 20, HealthStatus.HEALTHY, T.plusSeconds(60)),
                  snapshot("web", "a", 99, HealthStatus.CRITICAL, T.minusSeconds(60))));
      assertThat(store.loads().after(T.minusSeconds(1)))
          .isEqualTo(
              Map.of(
                  "web",
                  List.of(new Load(T, 70, 35), new Load(T.plusSeconds(60), 20, 10)),
                  "job",
                  List.of(new Load(T, 10, 5))));
    }
  }
}

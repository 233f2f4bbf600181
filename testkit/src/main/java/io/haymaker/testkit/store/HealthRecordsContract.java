package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.health.HealthRecords;
import io.haymaker.core.health.HealthSnapshot;
import io.haymaker.core.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Snapshots are put together step by step, and forgotten day by day. */
public abstract class HealthRecordsContract {
  private static final Instant DAY = Instant.parse("2026-03-10T00:00:00Z");

  private static final OptionalDouble DISK = OptionalDouble.of(40);

  /** Other tests may share the database. */
  private final InstanceId container = new InstanceId(UUID.randomUUID().toString());

  protected abstract HealthRecords records();

  private HealthSnapshot snapshot(Instant at, double cpu, double memory, HealthStatus status) {
    return new HealthSnapshot(
        "ghcr.io/acme/api:1.2", container, "api-1", "host", cpu, memory, DISK, status, at);
  }

  private void enter(Instant at) {
    records().enter(List.of(snapshot(at, 10, 20, HealthStatus.HEALTHY)));
  }

  private List<HealthRecords.Point> history(Instant from, Instant to, int step) {
    return records().history(container, from, to, Duration.ofSeconds(step));
  }

  @Test
  void aContainerThatNobodySampledHasNoHistory() {
    records().enter(List.of());

    assertThat(history(DAY, DAY.plusSeconds(1000), 60)).isEmpty();
  }

  @Test
  void theSnapshotsOfAStepAreMeansPeaksAndTheWorstStatus() {
    records()
        .enter(
            List.of(
                snapshot(DAY.plusSeconds(60), 10, 30, HealthStatus.HEALTHY),
                snapshot(DAY.plusSeconds(70), 95, 50, HealthStatus.CRITICAL),
                snapshot(DAY.plusSeconds(119), 30, 70, HealthStatus.STOPPED),
                snapshot(DAY.plusSeconds(240), 80, 10, HealthStatus.WARNING)));

    assertThat(history(DAY, DAY.plusSeconds(300), 60))
        .containsExactly(
            new HealthRecords.Point(
                DAY.plusSeconds(60), 45, 95, 50, 70, DISK, HealthStatus.CRITICAL, 3),
            new HealthRecords.Point(
                DAY.plusSeconds(240), 80, 80, 10, 10, DISK, HealthStatus.WARNING, 1));
  }

  @Test
  void aDiskThatNobodyKnowsIsLeftOut() {
    records()
        .enter(
            List.of(
                new HealthSnapshot(
                    "i",
                    container,
                    "n",
                    "h",
                    1,
                    1,
                    OptionalDouble.empty(),
                    HealthStatus.HEALTHY,
                    DAY),
                snapshot(DAY.plusSeconds(1), 1, 1, HealthStatus.HEALTHY),
                new HealthSnapshot(
                    "i",
                    container,
                    "n",
                    "h",
                    1,
                    1,
                    OptionalDouble.empty(),
                    HealthStatus.HEALTHY,
                    DAY.plusSeconds(60))));

    assertThat(history(DAY, DAY.plusSeconds(120), 60))
        .extracting(HealthRecords.Point::disk)
        .containsExactly(DISK, OptionalDouble.empty());
  }

  @Test
  void everyStatusComesBack() {
    int second = 0;
    for (HealthStatus status : HealthStatus.values()) {
      records().enter(List.of(snapshot(DAY.plusSeconds(second), 1, 1, status)));
      second++;
    }

    assertThat(history(DAY, DAY.plusSeconds(10), 1))
        .extracting(HealthRecords.Point::worst)
        .containsExactly(HealthStatus.values());
  }

  @Test
  void historyBeginsWithItsFirstMomentAndEndsBeforeItsLast() {
    enter(DAY.plusSeconds(10));
    enter(DAY.plusSeconds(20));
    enter(DAY.plusSeconds(30));

    assertThat(history(DAY.plusSeconds(10), DAY.plusSeconds(30), 10))
        .extracting(HealthRecords.Point::at)
        .containsExactly(DAY.plusSeconds(10), DAY.plusSeconds(20));
  }

  @Test
  void historyGoesOverMidnightAndAcrossDaysThatWereEnteredOutOfOrder() {
    enter(DAY.plus(Duration.ofDays(1)));
    enter(DAY.minusMillis(1));
    enter(DAY);

    assertThat(history(DAY.minusSeconds(1), DAY.plus(Duration.ofDays(2)), 1))
        .extracting(HealthRecords.Point::at)
        .containsExactly(DAY.minusSeconds(1), DAY, DAY.plus(Duration.ofDays(1)));
  }

  @Test
  void daysThatAreOverAreForgottenAndTheDayItselfIsKeptWhole() {
    enter(DAY.minusMillis(1));
    enter(DAY);
    enter(DAY.plusSeconds(40_000));

    records().forgetDaysBefore(DAY.plusSeconds(30_000));
    records().forgetDaysBefore(DAY.plusSeconds(30_000));

    assertThat(history(DAY.minusSeconds(10), DAY.plusSeconds(50_000), 1))
        .extracting(HealthRecords.Point::at)
        .containsExactly(DAY, DAY.plusSeconds(40_000));

    enter(DAY.minusMillis(1));
    assertThat(history(DAY.minusSeconds(10), DAY, 1)).hasSize(1);
  }
}

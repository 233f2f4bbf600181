package io.haymaker.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.wire.ArmBudgets;
import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.limit.LocalBank;
import io.haymaker.core.limit.TokenBank;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.log.RequestLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas under Resource Manager's own buckets, which here are small. */
final class SharedBudgetIT {
  private static final int CALLS = 60;
  private static final int BUCKET = 20;

  @TempDir private Path data;
  private Emulator emulator;

  @BeforeEach
  void start() throws Exception {
    Settings settings = Settings.immediate();
    emulator =
        Emulator.start(
            EmulatorOptions.in(data)
                .withSettings(
                    new Settings(
                        settings.rolePropagation(),
                        settings.directoryPropagation(),
                        settings.inventoryLag(),
                        settings.operationTime(),
                        settings.retryAfter(),
                        true,
                        Map.of("throttle.deletes", (long) BUCKET))));
  }

  @AfterEach
  void stop() throws Exception {
    emulator.close();
  }

  private ResourceDeleter replica(TokenBank bank, int deletes) {
    return new AzureCloud(
            EmulatedAzure.settings(emulator.info()),
            Clock.systemUTC(),
            bank,
            new ArmBudgets("us", 237, 190, deletes))
        .deleter();
  }

  /** What is not there: the cheapest deletion. */
  private Duration deleteAll(List<ResourceDeleter> replicas) {
    Instant start = Clock.systemUTC().instant();
    new SideBySide(16)
        .map(
            IntStream.range(0, CALLS).boxed().toList(),
            i ->
                replicas
                    .get(i % replicas.size())
                    .delete(
                        ResourceId.group(emulator.info().subscriptionId(), "gone-" + i),
                        Duration.ofSeconds(5)));
    return Duration.between(start, Clock.systemUTC().instant());
  }

  private long throttled() {
    return emulator.cloud().log().find(RequestLog.Filter.everything()).stream()
        .filter(request -> request.status() == 429)
        .count();
  }

  @Test
  void replicasThatShareTheirTokensAreNeverThrottledAndLoseLittleTime() {
    var bank = new LocalBank(Clock.systemUTC());

    Duration took = deleteAll(List.of(replica(bank, 5), replica(bank, 5)));

    assertThat(throttled()).isZero();
    // The smaller bucket's own bound: (60 - 5) / 10 s.
    assertThat(took).isBetween(Duration.ofMillis(5_300), Duration.ofSeconds(20));
  }

  @Test
  void replicasThatKnowNothingOfEachOtherAre() {
    deleteAll(
        List.of(
            replica(new LocalBank(Clock.systemUTC()), 190),
            replica(new LocalBank(Clock.systemUTC()), 190)));

    assertThat(throttled()).isPositive();
  }
}

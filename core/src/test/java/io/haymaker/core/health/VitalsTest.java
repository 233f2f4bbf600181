package io.haymaker.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.engine.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VitalsTest {
  private static final HealthThresholds USUAL = new HealthThresholds(75, 90);
  private static final Instant AT = Instant.EPOCH;
  private static final InstanceId ID = new InstanceId("c1");
  private static final Limits HALF_A_CORE_AND_100_MIB =
      new Limits(OptionalDouble.of(0.5), OptionalLong.of(100L << 20));

  private static HostFacts host(int usedPercent) {
    return new HostFacts(
        "h", 4, 1L << 30, Optional.of(new HostFacts.Disk(100, 100 - usedPercent)), 1);
  }

  private static Instance instance(InstanceState state, Limits limits) {
    return new Instance(ID, "n", "i", true, state, AT, List.of(), limits, false);
  }

  private static Vitals running(Limits limits, double cores, long bytes, HostFacts host) {
    return Vitals.of(
        instance(new InstanceState.Running(), limits),
        Optional.of(new Usage(ID, cores, bytes, AT)),
        host,
        USUAL);
  }

  @Test
  void percentagesAreOfTheLimit() {
    Vitals vitals = running(HALF_A_CORE_AND_100_MIB, 0.25, 30L << 20, host(40));

    assertThat(vitals)
        .isEqualTo(
            new Vitals(
                OptionalDouble.of(50),
                OptionalDouble.of(30),
                OptionalDouble.of(40),
                HealthStatus.HEALTHY,
                List.of()));
  }

  @Test
  void whereThereIsNoLimitTheyAreOfTheHost() {
    Vitals vitals = running(Limits.NONE, 1, 512L << 20, host(40));

    assertThat(vitals.cpu()).hasValue(25);
    assertThat(vitals.memory()).hasValue(50);
  }

  @Test
  void warningBeginsAtItsThresholdAndCriticalAboveItsOwn() {
    assertThat(running(HALF_A_CORE_AND_100_MIB, 0.3749, 0, host(0)).status())
        .isEqualTo(HealthStatus.HEALTHY);
    assertThat(running(HALF_A_CORE_AND_100_MIB, 0.375, 0, host(0)).status())
        .isEqualTo(HealthStatus.WARNING);
    assertThat(running(HALF_A_CORE_AND_100_MIB, 0.45, 0, host(0)).status())
        .isEqualTo(HealthStatus.WARNING);
    assertThat(running(HALF_A_CORE_AND_100_MIB, 0.4501, 0, host(0)).status())
        .isEqualTo(HealthStatus.CRITICAL);
  }

  @Test
  void theWorstOfCpuMemoryAndDiskCountsAndEachIsNamed() {
    Vitals vitals = running(HALF_A_CORE_AND_100_MIB, 0.4, 95L << 20, host(91));

    assertThat(vitals.status()).isEqualTo(HealthStatus.CRITICAL);
    assertThat(vitals.errors())
        .containsExactly(
            "cpu 80.00 %, warning from 75.0 %",
            "memory 95.00 %, critical above 90.0 %",
            "disk of the host 91.00 %, critical above 90.0 %");
  }

  @Test
  void whatDoesNotRunIsStoppedWhateverItUsed() {
    for (InstanceState state :
        List.of(new InstanceState.Created(), new InstanceState.Ended(OptionalInt.of(1)))) {
      Vitals vitals =
          Vitals.of(
              instance(state, Limits.NONE),
              Optional.of(new Usage(ID, 4, 1L << 30, AT)),
              host(99),
              USUAL);

      assertThat(vitals.status()).isEqualTo(HealthStatus.STOPPED);
      assertThat(vitals.cpu()).hasValue(0);
      assertThat(vitals.memory()).hasValue(0);
    }
  }

  @Test
  void whatRunsAndWasNotMeasuredIsNotCalledHealthy() {
    Vitals vitals =
        Vitals.of(
            instance(new InstanceState.Running(), Limits.NONE), Optional.empty(), host(1), USUAL);

    assertThat(vitals.status()).isEqualTo(HealthStatus.WARNING);
    assertThat(vitals.cpu()).isEmpty();
    assertThat(vitals.errors()).containsExactly("what it uses could not be measured");
  }

  @Test
  void aDiskThatNobodyKnowsIsNotJudged() {
    Vitals vitals =
        running(Limits.NONE, 0, 0, new HostFacts("h", 4, 1L << 30, Optional.empty(), 1));

    assertThat(vitals.disk()).isEmpty();
    assertThat(vitals.status()).isEqualTo(HealthStatus.HEALTHY);
  }

  @Test
  void thresholdsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new HealthThresholds(90, 75))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HealthThresholds(Double.NaN, 75))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

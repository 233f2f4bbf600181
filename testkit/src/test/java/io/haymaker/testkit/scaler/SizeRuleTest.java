package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.core.scaler.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 5 of a pass: how large a container a file gets. */
final class SizeRuleTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0.5",
    "64, 0.5",
    "65, 0.6",
    "76.8, 0.6",
    "76.9, 0.7",
    "1024, 8",
    "1024.1, 8.1",
    "5120, 40",
    "30720, 240",
    "40000, 240"
  })
  void memoryIsFileTimesMultiplierWithinBoundsRoundedUpAndCpuIsTheDefault(
      String megabytes, double gb) {
    ScalerScene scene = ScalerScene.of(10);
    scene.queues.send("sub", "m", megabytes);

    scene.pass();

    assertThat(scene.runtime.launched().getFirst().size()).isEqualTo(new ContainerSize(2, gb));
  }

  @Test
  void whatNoContainerOfTheRuntimeCanHoldIsRefusedWithTheReasonAndNotTriedAgain() {
    ScalerScene scene = ScalerScene.of(10);
    scene.sizing = new SizingRule.Linear(2, 8, 0.5, 100_000);
    scene.queues.send("sub", "huge", "5000000");
    scene.queues.send("sub", "good", "1");

    PassReport report = scene.pass();

    assertThat(ScalerScene.startedBy(report)).containsExactly("good");
    assertThat(report.plan().of(Verdict.Refused.class))
        .extracting(refused -> refused.problem().message())
        .containsExactly("a container has at most 64 CPU and 512 GiB, not 2 CPU and 39062.5 GiB");
    scene.passAfterAMinute();
    assertThat(scene.runtime.launched()).hasSize(1);
    assertThat(scene.journal("message_refused")).hasSize(1);
  }

  @Test
  void stepsGiveCpuTooAndRefuseWhatIsLargerThanTheLast() {
    ScalerScene scene = ScalerScene.of(10);
    scene.sizing =
        new SizingRule.Steps(
            List.of(
                new SizingRule.Step(new FileSize(100), new ContainerSize(1, 2)),
                new SizingRule.Step(new FileSize(1000), new ContainerSize(4, 16))));
    scene.queues.send("sub", "small", "100");
    scene.queues.send("sub", "large", "101");
    scene.queues.send("sub", "larger", "1001");

    PassReport report = scene.pass();

    assertThat(scene.runtime.launched())
        .extracting(spec -> spec.size())
        .containsExactly(new ContainerSize(1, 2), new ContainerSize(4, 16));
    assertThat(report.plan().of(Verdict.Refused.class)).hasSize(1);
  }
}

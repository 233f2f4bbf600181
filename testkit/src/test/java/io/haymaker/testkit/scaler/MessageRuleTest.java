package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.event.Severity;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.core.scaler.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message must carry, and that bad ones are reported and passed by. */
final class MessageRuleTest {

  @ParameterizedTest
  @CsvSource({"12.5", "1e3", "100", "' 7 '", ".5", "+1"})
  void aNumberOrADecimalInTextIsASize(String size) {
    ScalerScene scene = ScalerScene.of(10);
    scene.queues.send("sub", "m", size);

    assertThat(scene.pass().started()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "many",
        "-1",
        "0",
        "0.0",
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "1e400",
        "1e-400",
        "0x10",
        "1,5",
        "12f",
        "1_000",
        "१२",
        "5 GB"
      })
  void whatIsNoSizeIsRefusedReportedOnceAndPassedBy(String size) {
    ScalerScene scene = ScalerScene.of(1);
    scene.queues.send("sub", "bad", size);
    scene.send("sub", "good");

    PassReport report = scene.pass();

    assertThat(ScalerScene.startedBy(report)).containsExactly("good");
    assertThat(report.plan().of(Verdict.Refused.class)).hasSize(1);
    assertThat(scene.journal("message_refused"))
        .hasSize(1)
        .allMatch(what -> what.startsWith("message bad at 1 of sub: file_size_mb "));
    assertThat(scene.severities("message_refused")).containsExactly(Severity.WARNING);
    scene.passAfterAMinute();
    assertThat(scene.journal("message_refused")).hasSize(1);
    assertThat(scene.runtime.launched()).hasSize(1);
  }

  @Test
  void aMessageWithoutIdIsRefused() {
    ScalerScene scene = ScalerScene.of(1);
    scene.queues.send("sub", "", "1");
    scene.send("sub", "good");

    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("good");
    assertThat(scene.journal("message_refused"))
        .containsExactly("message without id at 1 of sub: message_id is missing");
    assertThat(scene.severities("message_refused")).containsExactly(Severity.WARNING);
  }

  @Test
  void fiveTerabytesAreTooMuchForAnyContainer() {
    ScalerScene scene = ScalerScene.of(1);
    scene.queues.send("sub", "huge", "5242880");
    scene.send("sub", "good");

    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("good");
    assertThat(scene.journal("message_refused"))
        .singleElement()
        .asString()
        .contains("a file of 5120 GB is larger than the largest container, 240.0 GiB");
  }

  @Test
  void whatTheRuntimeCannotHoldIsRefusedWithItsReason() {
    ScalerScene scene = ScalerScene.of(1);
    scene.sizing = new SizingRule.Linear(2, 8, 0.5, 1_000_000);
    scene.queues.send("sub", "huge", "5242880");
    scene.send("sub", "good");

    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("good");
    assertThat(scene.journal("message_refused")).singleElement().asString().contains("512 GiB");
  }

  /** More than a page of them, before the good one, at the least room. */
  @Test
  void anyNumberOfBadOnesUsesNoRoomAndBlocksNobody() {
    ScalerScene scene = ScalerScene.of(1);
    for (int i = 0; i < 170; i++) {
      scene.queues.send("sub", "bad" + i, "many");
    }
    scene.send("sub", "good");

    PassReport report = scene.pass();

    assertThat(ScalerScene.startedBy(report)).containsExactly("good");
    assertThat(report.plan().of(Verdict.Refused.class)).hasSize(170);
  }
}

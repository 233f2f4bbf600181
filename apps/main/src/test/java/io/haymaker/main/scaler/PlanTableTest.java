package io.haymaker.main.scaler;

import static io.haymaker.main.scaler.Seen.NOON;
import static io.haymaker.main.scaler.Seen.cut;
import static io.haymaker.main.scaler.Seen.message;
import static io.haymaker.main.scaler.Seen.outlook;
import static io.haymaker.main.scaler.Seen.plan;
import static io.haymaker.main.scaler.Seen.preview;
import static io.haymaker.main.scaler.Seen.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Problem;
import io.haymaker.core.scaler.MessageOutlook;
import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.core.scaler.ScalerPreview;
import io.haymaker.core.scaler.ScalerSnapshot.Hold;
import io.haymaker.core.scaler.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code scaler plan} shows to people. */
class PlanTableTest {
  private static final String HEADING = "SUBSCRIPTION  MESSAGE  AGE  FILE MB  STARTS  WHAT AND WHY";

  private static String row(MessageOutlook one) {
    List<String> lines = PlanTable.of(plan(one));
    assertThat(lines).hasSize(4);
    return lines.get(2);
  }

  @Test
  void whereNothingWaitsThatIsSaid() {
    assertThat(PlanTable.of(plan()))
        .containsExactly("scaler main: containers 1 of 5", "No message waits.");
  }

  @Test
  void whereMoreWaitsThanIsShownThatIsSaid() {
    assertThat(PlanTable.of(cut(outlook(message("m-1"), start(1)))))
        .endsWith(
            "messages: start 1, served 0, wait 0, refused 0, poison 0",
            "About 1500 more messages wait that are not shown (--most).");
    assertThat(PlanTable.of(cut()))
        .as("nothing was asked for")
        .containsExactly(
            "scaler main: containers 1 of 5",
            "About 1500 more messages wait that are not shown (--most).");
  }

  @Test
  void whoCouldNotLookDoesNotSayThatNothingWaits() {
    assertThat(
            PlanTable.of(
                new PlannedScaler(preview(List.of("small: Timeout: no answer")), Optional.empty())))
        .containsExactly("scaler main: containers 1 of 5", "problem: small: Timeout: no answer");
  }

  @Test
  void eachMessageHasARowWithWhatAndWhyAndTheKindsAreSummedUp() {
    assertThat(
            PlanTable.of(
                plan(
                    outlook(message("m-1"), start(1)),
                    outlook(message("m-2"), start(2)),
                    outlook(message("m-3"), new Verdict.Served("worker-abc")),
                    outlook(message("m-4"), new Verdict.Waits("no capacity", Optional.empty())),
                    outlook(
                        message(Optional.of("m-5"), Optional.of("plenty")),
                        new Verdict.Refused(new Problem("BadFileSize", "'plenty' is no number"))),
                    outlook(message("m-6"), new Verdict.Poison(3)))))
        .containsExactly(
            "scaler main: containers 1 of 5",
            HEADING,
            "small         m-1      5 s  512      -       start, 2 CPU and 4 GiB",
            "small         m-2      5 s  512      -       start, 2 CPU and 4 GiB, attempt 2",
            "small         m-3      5 s  512      -       has worker-abc",
            "small         m-4      5 s  512      -       waits: no capacity",
            "small         m-5      5 s  plenty   -       refused: 'plenty' is no number",
            "small         m-6      5 s  512      -       poison: 3 containers ended and left it",
            "messages: start 2, served 1, wait 1, refused 1, poison 1");
  }

  @Test
  void aMessageWithoutIdOrSizeIsShownToHaveNone() {
    var nothing = new Verdict.Refused(new Problem("NoMessageId", "message_id is missing"));
    assertThat(row(outlook(message(Optional.empty(), Optional.empty()), nothing)))
        .isEqualTo("small         (none)   5 s  (none)   -       refused: message_id is missing");
    assertThat(row(outlook(message(Optional.of(" "), Optional.of("")), nothing)))
        .contains("(none)   5 s  (none) ");
  }

  @Test
  void anIdThatIsTooLongIsCutButNotInTheMiddleOfACharacter() {
    assertThat(row(outlook(message("x".repeat(40)), start(1))))
        .contains(" " + "x".repeat(40) + " ");
    assertThat(row(outlook(message("x".repeat(41)), start(1))))
        .contains(" " + "x".repeat(37) + "... ");
    assertThat(row(outlook(message("x".repeat(36) + "🚜".repeat(10)), start(1))))
        .contains(" " + "x".repeat(36) + "🚜... ");
  }

  /** Such characters take two columns of a terminal each. */
  @Test
  void wideCharactersDoNotShiftTheColumnsAfterThem() {
    assertThat(
            PlanTable.of(
                plan(outlook(message("干し草"), start(1)), outlook(message("abcdefgh"), start(1)))))
        .contains(
            "small         干し草    5 s  512      -       start, 2 CPU and 4 GiB",
            "small         abcdefgh  5 s  512      -       start, 2 CPU and 4 GiB");
  }

  @Test
  void nothingThatSendersWroteSteersTheTerminal() {
    List<String> lines =
        PlanTable.of(
            new PlannedScaler(
                preview(
                    List.of("message " + Seen.EVIL),
                    outlook(
                        message(Optional.of(Seen.EVIL), Optional.of(Seen.EVIL)),
                        new Verdict.Refused(new Problem("BadFileSize", Seen.EVIL)))),
                Optional.of(new PlatformRoom.NotKnown(Seen.EVIL, Seen.EVIL))));
    assertThat(lines)
        .contains(
            "small         %1$s  5 s  %1$s  -       refused: %1$s".formatted(Seen.TAMED),
            "problem: message " + Seen.TAMED,
            "region quota: not known: %1$s; %1$s".formatted(Seen.TAMED));
    assertThat(String.join("", lines)).doesNotContainPattern("\\p{C}");
  }

  @ParameterizedTest
  @CsvSource({"40, in 40 s", "119, in 119 s", "300, until 12:05:00 UTC", "-3, in 0 s"})
  void aHoldAndAWaitSayUntilWhen(long seconds, String words) {
    var until = NOON.plusSeconds(seconds);
    var held =
        new ScalerPreview(
            Seen.NAME,
            NOON,
            5,
            0,
            false,
            Optional.of(new Hold("quota", until)),
            List.of(outlook(message("m"), new Verdict.Waits("quota", Optional.of(until)))),
            0,
            List.of());
    assertThat(PlanTable.of(new PlannedScaler(held, Optional.empty())))
        .contains("scaler main: containers 0 of 5, held by quota " + words)
        .anyMatch(line -> line.endsWith("waits: quota " + words));
  }

  @Test
  void aPausedScalerIsSaidToBe() {
    var paused =
        new ScalerPreview(Seen.NAME, NOON, 5, 0, true, Optional.empty(), List.of(), 0, List.of());
    assertThat(PlanTable.of(new PlannedScaler(paused, Optional.empty())).getFirst())
        .isEqualTo("scaler main: containers 0 of 5, paused");
  }

  @ParameterizedTest
  @CsvSource({
    "0, now",
    "90, in about 90 s",
    "3600, about 13:00:00 UTC",
    "86400, about 2026-05-02 12:00 UTC"
  })
  void anEstimateSaysWhenItIsLikelyToStart(long seconds, String words) {
    assertThat(
            row(
                new MessageOutlook(
                    message("m"),
                    new Verdict.Waits("no capacity", Optional.empty()),
                    Optional.of(NOON.plus(Duration.ofSeconds(seconds))))))
        .containsPattern("  " + words + " +waits: no capacity$");
  }

  @Test
  void theRegionsQuotaIsToldWithWhatToDoAndAFailedQuestionIsNoRoom() {
    assertThat(PlanTable.of(plan(new PlatformRoom.Enough("4 are needed, 0 of 100 are used"))))
        .contains("region quota: enough: 4 are needed, 0 of 100 are used");
    assertThat(PlanTable.of(plan(new PlatformRoom.TooLittle("4 are needed, 99 of 100", "ask"))))
        .contains("region quota: TOO LITTLE: 4 are needed, 99 of 100; ask");
    PlannedScaler failed = plan(new PlatformRoom.NotKnown("500 Oops", "check the rights"));
    assertThat(PlanTable.of(failed))
        .contains("region quota: not known: 500 Oops; check the rights")
        .noneMatch(line -> line.contains("enough"));
    assertThat(failed.isSeen()).isFalse();
    assertThat(plan(new PlatformRoom.TooLittle("all are used", "ask")).isSeen()).isTrue();
  }
}

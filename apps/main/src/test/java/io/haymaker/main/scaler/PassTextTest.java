package io.haymaker.main.scaler;

import static io.haymaker.main.scaler.Seen.claim;
import static io.haymaker.main.scaler.Seen.ended;
import static io.haymaker.main.scaler.Seen.message;
import static io.haymaker.main.scaler.Seen.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Problem;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import io.haymaker.core.scaler.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code scaler run-once} tells people. */
class PassTextTest {
  private static final List<Claim> NONE = List.of();

  private static List<String> of(PassReport report) {
    return PassText.of(Seen.NAME, report);
  }

  @Test
  void aPassThatFoundNothingToDoIsOneLine() {
    assertThat(of(report(NONE, List.of(), List.of())))
        .containsExactly(
            "scaler main: started 0, ended 0; messages: served 0, wait 0, refused 0, poison 0");
  }

  @Test
  void whatWasDoneStandsBelowEachOtherAndWhatWaitsIsCountedAlone() {
    assertThat(
            of(
                report(
                    List.of(claim("m-1", 1), claim("m-2", 2)),
                    List.of(
                        ended(claim("m-0", 1), Claim.How.SUCCEEDED, "", "bye"),
                        ended(claim("m-2", 1), Claim.How.FAILED, "exit code 3", "oops")),
                    List.of("subscriptions could not be listed: Timeout: no answer"),
                    new Decision(message("m-1"), Seen.start(1)),
                    new Decision(message("m-2"), Seen.start(2)),
                    new Decision(message("m-3"), new Verdict.Served("worker-9")),
                    new Decision(
                        message("m-4"), new Verdict.Waits("no capacity", Optional.empty())),
                    new Decision(
                        message(Optional.empty(), Optional.of("1")),
                        new Verdict.Refused(new Problem("NoMessageId", "message_id is missing"))),
                    new Decision(message("m-6"), new Verdict.Poison(3)))))
        .containsExactly(
            "scaler main: started 2, ended 2; messages: served 3, wait 1, refused 1, poison 1",
            "WHAT       CONTAINER  MESSAGE       MORE",
            "succeeded  worker-1   small/m-0     -",
            "failed     worker-1   small/m-2     exit code 3",
            "started    worker-1   small/m-1     2 CPU and 4 GiB",
            "started    worker-2   small/m-2     2 CPU and 4 GiB, attempt 2",
            "refused    -          small/(none)  message_id is missing",
            "poison     -          small/m-6     3 containers ended and left it",
            "problem: subscriptions could not be listed: Timeout: no answer");
  }

  @Test
  void aReasonWithAColonIsToldWhole() {
    assertThat(
            of(
                report(
                    NONE,
                    List.of(),
                    List.of(),
                    new Decision(
                        message("m"),
                        new Verdict.Refused(new Problem("FileTooLarge", "a file: too large"))))))
        .last()
        .asString()
        .endsWith("  a file: too large");
  }

  @Test
  void longNamesAreCutAndWideOnesKeepTheColumns() {
    assertThat(of(report(List.of(claim("🚜".repeat(50), 1), claim("m", 2)), List.of(), List.of())))
        .contains(
            "started  worker-1   small/" + "🚜".repeat(37) + "...  2 CPU and 4 GiB",
            "started  worker-2   small/m" + " ".repeat(78) + "2 CPU and 4 GiB, attempt 2");
  }

  @Test
  void nothingThatOthersWroteSteersTheTerminal() {
    List<String> lines =
        of(
            report(
                List.of(claim(Seen.EVIL, 1)),
                List.of(ended(claim(Seen.EVIL, 1), Claim.How.FAILED, Seen.EVIL, Seen.EVIL)),
                List.of("message " + Seen.EVIL),
                new Decision(
                    message(Seen.EVIL),
                    new Verdict.Refused(new Problem("BadFileSize", Seen.EVIL)))));
    assertThat(lines).filteredOn(line -> line.contains(Seen.TAMED)).hasSize(4);
    assertThat(String.join("", lines)).doesNotContainPattern("\\p{C}");
  }
}

package io.haymaker.main.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.run.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private LiveView.Size size = new LiveView.Size(80, 24);
  private final LiveView view =
      new LiveView(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> size, Ink.PLAIN);

  private String painted() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return text;
  }

  private static RunProgress moment(JournalEntry... news) {
    return Samples.progress(
        Samples.run(Phase.SELECTION, Phase.PROVISIONING, Phase.MONITORING),
        List.of(Samples.running("web-01")),
        List.of(news));
  }

  private static JournalEntry entry(Severity severity, String type, String message) {
    return JournalEntry.of(Samples.START, Samples.ID, type, severity, message);
  }

  private static RunProgress later(RunProgress moment) {
    return new RunProgress(
        moment.run(),
        moment.scenarios(),
        moment.news(),
        moment.events(),
        moment.now().plusSeconds(1));
  }

  @Test
  void paintsOverTheLastMomentInsteadOfBelowIt() {
    view.show(moment());
    assertThat(painted()).contains("web-01").doesNotContain("A\r");
    view.show(later(moment()));
    assertThat(painted())
        .startsWith("\u001b[?2026h\u001b[?25l\u001b[3A\rHayMaker")
        .endsWith("\u001b[J\u001b[?2026l")
        .contains("web-01");
  }

  @Test
  void aMomentInWhichNothingChangedIsNotPainted() {
    view.show(moment());
    painted();
    view.show(moment());
    assertThat(painted()).isEmpty();
  }

  @Test
  void aTerminalThatGotNarrowerIsPaintedOverAllTheRowsThatTheFrameTakesNow() {
    view.show(moment());
    painted();
    size = new LiveView.Size(50, 24);
    view.show(moment());
    // Head, row and sums were up to 79 columns wide: two rows each in 50.
    assertThat(painted()).startsWith("\u001b[?2026h\u001b[?25l\u001b[6A\r\u001b[J");
  }

  @Test
  void longNewsAreBrokenAndWhatAnAgentWroteCannotSteerTheTerminal() {
    view.show(
        moment(
            entry(
                Severity.ERROR,
                "error",
                "\u001b[2J" + "宽字符的消息 ".repeat(12) + "and the end of it")));
    List<String> rows = painted().lines().toList();
    List<String> news = rows.subList(0, rows.size() - 4);
    assertThat(String.join("", news)).contains("?[2J宽字符").contains("the end of it");
    assertThat(news)
        .hasSizeGreaterThan(1)
        .allSatisfy(
            row ->
                assertThat(Columns.width(row.replaceAll("\u001b\\[[?0-9]*[A-Za-z]", "")))
                    .isLessThanOrEqualTo(79));
  }

  @Test
  void newsScrollAboveAndChatterIsLeftOut() {
    view.show(
        moment(
            entry(Severity.INFO, "operation", "GET something"),
            entry(Severity.WARNING, "agent_stop", "asked\nto end")));
    assertThat(painted())
        .contains("agent_stop")
        .contains("asked to end")
        .doesNotContain("GET something");
  }

  @Test
  void givesTheCursorBack() {
    view.show(moment());
    view.close();
    assertThat(painted()).endsWith("\u001b[?25h");
  }

  @Test
  void theEndReplacesTheFrame() {
    view.show(moment());
    painted();
    view.end(Samples.clean());
    assertThat(painted())
        .startsWith("\u001b[?2026h\u001b[?25l\u001b[3A\r\u001b[J")
        .contains("total");
  }
}

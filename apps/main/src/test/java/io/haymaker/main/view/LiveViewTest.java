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
  private final LiveView view =
      new LiveView(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          () -> new LiveView.Size(80, 24),
          Ink.PLAIN);

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

  @Test
  void paintsOverTheLastMomentInsteadOfBelowIt() {
    view.show(moment());
    assertThat(painted()).contains("web-01").doesNotContain("A\r");
    view.show(moment());
    assertThat(painted()).startsWith("\u001b[?25l\u001b[3A\r").contains("web-01");
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
    assertThat(painted()).startsWith("\u001b[?25l\u001b[3A\r\u001b[J").contains("total");
  }
}

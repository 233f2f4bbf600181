package io.haymaker.main.view;

import io.haymaker.core.run.RunReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A view that stays at the bottom of the terminal while news scroll above it. Every moment is one
 * write, over the old lines and without clearing them first, so that nothing flickers.
 */
public final class LiveView implements RunView {
  private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  /** Terminals that know these show all that is between them at once; the others ignore them. */
  private static final String BEGIN = "\u001b[?2026h";

  private static final String END = "\u001b[?2026l";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final PrintStream out;
  private final Supplier<Size> size;
  private final Ink ink;
  private final List<String> said = new ArrayList<>();
  private List<String> painted = List.of();

  private Size paintedAt = new Size(0, 0);

  /** The terminal's size now; it may change at any time. */
  public record Size(int columns, int rows) {}

  public LiveView(PrintStream out, Supplier<Size> size, Ink ink) {
    this.out = out;
    this.size = size;
    this.ink = ink;
  }

  @Override
  public synchronized void show(RunProgress progress) {
    Size now = size.get();
    // The last column stays free: a line that ends there leaves the cursor in a place that
    // terminals do not agree on.
    int width = now.columns() - 1;
    List<String> news = new ArrayList<>(said);
    said.clear();
    progress.news().forEach(entry -> news.addAll(NewsLine.of(entry, width, ink)));
    paint(news, Frame.of(progress, width, now.rows() - 1, ink), now);
  }

  @Override
  public synchronized void say(String line) {
    if (painted.isEmpty()) {
      out.println(line);
      out.flush();
    } else {
      said.add(line);
    }
  }

  @Override
  public synchronized void end(RunReport report) {
    Size now = size.get();
    paint(List.copyOf(said), List.of(), now);
    said.clear();
    EndTable.of(report, now.columns() - 1, ink).forEach(out::println);
    out.flush();
  }

  @Override
  public synchronized void close() {
    said.forEach(out::println);
    said.clear();
    out.print(SHOW_CURSOR);
    out.flush();
  }

  private void paint(List<String> news, List<String> frame, Size now) {
    if (news.isEmpty() && frame.equals(painted) && now.equals(paintedAt)) {
      return;
    }
    var text = new StringBuilder(BEGIN).append(HIDE_CURSOR);
    int up = rowsOf(painted, now);
    if (up > 0) {
      text.append("\u001b[").append(up).append("A\r");
    }
    // What a narrower terminal has broken into more rows is not all written over.
    String clear = now.equals(paintedAt) ? "" : CLEAR_BELOW;
    text.append(clear);
    news.forEach(line -> text.append(line).append(CLEAR_TO_END_OF_LINE).append('\n'));
    frame.forEach(line -> text.append(line).append(CLEAR_TO_END_OF_LINE).append('\n'));
    text.append(CLEAR_BELOW).append(END);
    painted = frame;
    paintedAt = now;
    out.print(text);
    out.flush();
  }

  /** How many rows the last frame takes: more than its lines where the terminal got narrower. */
  private static int rowsOf(List<String> frame, Size now) {
    int rows =
        frame.stream()
            .mapToInt(line -> Columns.width(Ink.without(line)))
            .map(width -> Math.max(1, (width + now.columns() - 1) / now.columns()))
            .sum();
    return Math.min(rows, now.rows() - 1);
  }
}

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
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final PrintStream out;
  private final Supplier<Size> size;
  private final Ink ink;
  private final List<String> said = new ArrayList<>();
  private int painted;

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
    List<String> news = new ArrayList<>(said);
    said.clear();
    progress
        .news()
        .forEach(
            entry ->
                NewsLine.of(entry, Ink.PLAIN)
                    .map(line -> Frame.cut(line, now.columns() - 1))
                    .ifPresent(news::add));
    paint(news, Frame.of(progress, now.columns() - 1, now.rows() - 1, ink));
  }

  @Override
  public synchronized void say(String line) {
    if (painted == 0) {
      out.println(line);
      out.flush();
    } else {
      said.add(line);
    }
  }

  @Override
  public synchronized void end(RunReport report) {
    paint(said, List.of());
    said.clear();
    EndTable.of(report, ink).forEach(out::println);
    out.flush();
  }

  @Override
  public synchronized void close() {
    said.forEach(out::println);
    said.clear();
    out.print(SHOW_CURSOR);
    out.flush();
  }

  private void paint(List<String> news, List<String> frame) {
    var text = new StringBuilder(HIDE_CURSOR);
    if (painted > 0) {
      text.append("\u001b[").append(painted).append("A\r");
    }
    news.forEach(line -> text.append(line).append(CLEAR_TO_END_OF_LINE).append('\n'));
    frame.forEach(line -> text.append(line).append(CLEAR_TO_END_OF_LINE).append('\n'));
    text.append(CLEAR_BELOW);
    painted = frame.size();
    out.print(text);
    out.flush();
  }
}

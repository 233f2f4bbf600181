package io.haymaker.main.view;

import io.haymaker.core.run.RunReport;
import java.io.PrintStream;

/** Line after line, for pipes, logs and terminals that can do no more. */
public final class PlainView implements RunView {
  private final PrintStream out;
  private final boolean quiet;

  /**
   * @param quiet only what is said and the end
   */
  public PlainView(PrintStream out, boolean quiet) {
    this.out = out;
    this.quiet = quiet;
  }

  @Override
  public void show(RunProgress progress) {
    if (!quiet) {
      progress.news().forEach(entry -> NewsLine.of(entry).ifPresent(out::println));
      out.flush();
    }
  }

  @Override
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void end(RunReport report) {
    EndTable.of(report, Integer.MAX_VALUE, Ink.PLAIN).forEach(out::println);
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}

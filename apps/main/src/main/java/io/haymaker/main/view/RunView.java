package io.haymaker.main.view;

import io.haymaker.core.run.RunReport;

/** Shows a run to whoever started it. */
public interface RunView extends AutoCloseable {

  /** Shows the run as it is now. Called a few times a second, from one thread. */
  void show(RunProgress progress);

  /** Says something beside the run. */
  void say(String line);

  /** Shows the end. */
  void end(RunReport report);

  /** Gives the terminal back as it was. */
  @Override
  void close();
}

package io.haymaker.chaos.kill;

import java.io.IOException;

/** Signals that Java has no word for. */
public final class Signal {
  private Signal() {}

  /** Sends it; a process that has ended meanwhile does not mind. */
  public static void send(String name, long pid) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

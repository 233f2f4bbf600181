package io.haymaker.emulator;

import java.io.IOException;

/** Something with sockets, threads or processes of its own that starts and ends with the cloud. */
public interface Part extends AutoCloseable {
  /**
   * Starts, before the doors answer. Ports are known by now.
   *
   * @throws IOException if it cannot; the message is one line for a person
   */
  void start() throws IOException;

  /** Stops and waits until everything it started has ended. */
  @Override
  void close();
}

package io.haymaker.server.replica;

import io.haymaker.core.engine.ContainerEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way from a container to a caller. Who reads slowly slows the reading down; nothing
 * is piled up.
 */
final class LogLines implements Consumer<String>, AutoCloseable {
  private static final int ROOM = 1000;

  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(ROOM);
  private volatile boolean closed;
  private volatile ContainerEngine.@Nullable Reading reading;

  void readFrom(ContainerEngine.Reading begun) {
    reading = begun;
  }

  @Override
  public void accept(String line) {
    try {
      while (!waiting.offer(line, 1, TimeUnit.SECONDS)) {
        if (closed) {
          throw new IllegalStateException("nobody listens any more");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Writes them, until there are no more.
   *
   * @param open asked now and then; false ends it
   * @throws IOException when the caller is gone
   */
  void writeTo(OutputStream out, BooleanSupplier open) throws IOException, InterruptedException {
    while (open.getAsBoolean()) {
      boolean over = reading == null || reading.isOver();
      String line = waiting.poll(over ? 0 : 1, TimeUnit.SECONDS);
      if (line != null) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        if (waiting.isEmpty()) {
          out.flush();
        }
      } else if (over) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    ContainerEngine.Reading begun = reading;
    if (begun != null) {
      begun.close();
    }
  }
}

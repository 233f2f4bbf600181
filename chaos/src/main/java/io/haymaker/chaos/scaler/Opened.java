package io.haymaker.chaos.scaler;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What was started and is to be ended, the last one first. Safe for many threads. */
final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Consumer<String> news;
  private boolean closed;

  Opened(Consumer<String> news) {
    this.news = news;
  }

  /**
   * Keeps it.
   *
   * @throws IOException when all has been ended meanwhile: then this has, too
   */
  <T extends AutoCloseable> T kept(T thing) throws IOException {
    synchronized (this) {
      if (!closed) {
        open.push(thing);
        return thing;
      }
    }
    end(thing);
    throw new IOException("everything is being ended");
  }

  /** Ends what there is, and what comes later. */
  @Override
  public void close() {
    while (true) {
      AutoCloseable next;
      synchronized (this) {
        closed = true;
        next = open.poll();
      }
      if (next == null) {
        return;
      }
      end(next);
    }
  }

  private void end(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      // The others are ended all the same.
      news.accept("could not be ended: " + e);
    }
  }
}

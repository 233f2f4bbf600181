package io.haymaker.core.concurrent;

import java.time.Duration;
import java.util.function.Consumer;

/** Something that goes on beside everything else, on a virtual thread of its own. */
public final class OwnThread implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(5);

  private final Thread thread;
  private volatile boolean closed;

  private OwnThread(String name, Consumer<OwnThread> work) {
    thread = Thread.ofVirtual().name(name).unstarted(() -> work.accept(this));
  }

  /**
   * Begins.
   *
   * @param work done once; it ends soon after it is interrupted, and asks {@link #isClosed} whether
   *     anybody still wants to hear of it
   */
  public static OwnThread start(String name, Consumer<OwnThread> work) {
    var own = new OwnThread(name, work);
    own.thread.start();
    return own;
  }

  /** Whether its end is wanted. */
  public boolean isClosed() {
    return closed;
  }

  /** Interrupts it. On return it has ended, unless it takes longer than five seconds for that. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

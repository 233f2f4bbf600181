package io.haymaker.postgres.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Ends transactions that wait for a server that hangs. One that takes long is left alone as long as
 * the server greets others: it waits for a lock, or has much to do.
 */
public final class HangWatch implements AutoCloseable {
  private final Duration suspicious;
  private final BooleanSupplier answers;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param suspicious how long a transaction may take before the server is asked whether it lives,
   *     and between two such questions
   * @param answers asks it, by a connection of its own; it must return soon also when it does not
   */
  public HangWatch(Duration suspicious, BooleanSupplier answers) {
    this.suspicious = suspicious;
    this.answers = answers;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("hang-watch").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Watches the use of a connection, until what is returned is closed. */
  Watched over(Connection connection) {
    return new Watched(connection);
  }

  /** One use of a connection. */
  final class Watched implements AutoCloseable {
    private final Connection connection;
    private final Future<?> next;

    /** Once it is over the connection is somebody else's, and must not be touched. */
    private final ReentrantLock lock = new ReentrantLock();

    private boolean over;

    private Watched(Connection connection) {
      this.connection = connection;
      this.next =
          timer.scheduleWithFixedDelay(
              () -> Thread.ofVirtual().name("hang-watch-probe").start(this::look),
              suspicious.toMillis(),
              suspicious.toMillis(),
              TimeUnit.MILLISECONDS);
    }

    private void look() {
      if (!answers.getAsBoolean()) {
        abort();
      }
    }

    private void abort() {
      lock.lock();
      try {
        if (!over) {
          connection.abort(Runnable::run);
        }
      } catch (SQLException e) {
        // It is closed already, which is what was wanted.
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      next.cancel(false);
      lock.lock();
      try {
        over = true;
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

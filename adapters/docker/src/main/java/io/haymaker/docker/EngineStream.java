package io.haymaker.docker;

import com.github.dockerjava.api.async.ResultCallback;
import io.haymaker.core.engine.ContainerEngine.Reading;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection on which the engine sends something bit by bit, until either side ends it.
 *
 * @param <T> what it sends
 */
public abstract class EngineStream<T> implements ResultCallback<T>, Reading {
  private static final Logger LOG = LoggerFactory.getLogger(EngineStream.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Closeable connection;
  private @Nullable Throwable failure;
  private long heard;
  private boolean open;
  private boolean over;

  /** Takes one of what the engine sends, by one thread at a time. */
  protected abstract void take(T item);

  @Override
  public final void onStart(Closeable stream) {
    lock.lock();
    try {
      if (!over) {
        connection = stream;
        open = true;
        changed.signalAll();
        return;
      }
    } finally {
      lock.unlock();
    }
    // It was closed before the engine answered.
    cut(stream);
  }

  @Override
  public final void onNext(T item) {
    lock.lock();
    try {
      heard++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    take(item);
  }

  @Override
  public final void onError(Throwable thrown) {
    end(thrown);
  }

  /** The engine has sent everything. */
  @Override
  public void onComplete() {
    close();
  }

  @Override
  public final void close() {
    end(null);
  }

  /** Ends the reading; why, is told by those who wait for it. The first end counts. */
  protected final void end(@Nullable Throwable why) {
    @Nullable Closeable stream;
    lock.lock();
    try {
      if (!over) {
        failure = why;
      }
      over = true;
      stream = connection;
      connection = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (stream != null) {
      cut(stream);
    }
  }

  @Override
  public final boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public final void await() throws InterruptedException {
    lock.lock();
    try {
      while (!over) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the engine has taken the question.
   *
   * @throws Exception why it did not
   */
  public final void awaitOpening(Duration within) throws Exception {
    lock.lock();
    try {
      long left = within.toNanos();
      while (!open && !over && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (!open) {
        throwFailure();
        throw new TimeoutException("no answer within " + within.toMillis() + " ms");
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the end.
   *
   * @param silence after which it is given up
   * @throws Exception what kept it from ending well
   */
  public final void awaitEnd(Duration silence) throws Exception {
    lock.lock();
    try {
      while (!over) {
        long before = heard;
        long left = silence.toNanos();
        while (!over && heard == before && left > 0) {
          left = changed.awaitNanos(left);
        }
        if (!over && heard == before) {
          throw new TimeoutException("the engine sent nothing for " + silence);
        }
      }
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure() throws Exception {
    if (failure instanceof Exception exception) {
      throw exception;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private static void cut(Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It is cut all the same: nothing is read from it any more.
      LOG.debug("a stream of the engine not closed", e);
    }
  }
}

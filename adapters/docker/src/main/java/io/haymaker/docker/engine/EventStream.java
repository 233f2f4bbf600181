package io.haymaker.docker.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import io.haymaker.core.engine.ContainerEngine.Reading;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection on which the engine sends events, until either side ends it. */
final class EventStream implements ResultCallback<Event>, Reading {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final Consumer<Event> events;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Closeable connection;
  private @Nullable Throwable failure;
  private boolean open;
  private boolean over;

  EventStream(Consumer<Event> events) {
    this.events = events;
  }

  /**
   * Waits until the engine has taken the question.
   *
   * @throws Exception why it did not
   */
  void awaitOpening(Duration within) throws Exception {
    lock.lock();
    try {
      long left = within.toNanos();
      while (!open && !over && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (failure instanceof Exception exception) {
        throw exception;
      }
      if (!open) {
        throw new TimeoutException("no answer within " + within.toMillis() + " ms");
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onStart(Closeable stream) {
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
  public void onNext(Event event) {
    if (isOver()) {
      return;
    }
    try {
      events.accept(event);
    } catch (RuntimeException e) {
      LOG.warn("whoever watched the engine gave up", e);
      close();
    }
  }

  @Override
  public void onError(Throwable thrown) {
    end(thrown);
  }

  @Override
  public void onComplete() {
    end(null);
  }

  @Override
  public boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void await() throws InterruptedException {
    lock.lock();
    try {
      while (!over) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    end(null);
  }

  private void end(@Nullable Throwable why) {
    @Nullable Closeable stream;
    lock.lock();
    try {
      if (!over && !open) {
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

  private static void cut(Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It is cut all the same: nothing is read from it any more.
      LOG.debug("event stream not closed", e);
    }
  }
}

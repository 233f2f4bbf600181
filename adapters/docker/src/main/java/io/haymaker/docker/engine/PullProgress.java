package io.haymaker.docker.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ErrorDetail;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a pull goes on. Every change of a layer's state is told; how many of its bytes are
 * there comes many times a second and is not.
 */
final class PullProgress implements ResultCallback<PullResponseItem> {
  private final Consumer<String> told;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private @Nullable Closeable connection;
  private @Nullable Throwable failure;
  private String last = "";
  private long heard;
  private boolean over;

  PullProgress(Consumer<String> told) {
    this.told = told;
  }

  /**
   * Waits for the end.
   *
   * @param silence after which it is given up
   * @return true
   * @throws Exception what kept it from being done
   */
  boolean await(Duration silence) throws Exception {
    lock.lock();
    try {
      while (!over) {
        long before = heard;
        boolean inTime = news.await(silence.toNanos(), TimeUnit.NANOSECONDS);
        if (!inTime && heard == before && !over) {
          throw new TimeoutException("the pull does not go on for " + silence);
        }
      }
      if (failure instanceof Exception exception) {
        throw exception;
      }
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onStart(Closeable stream) {
    lock.lock();
    try {
      connection = stream;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onNext(PullResponseItem item) {
    @Nullable ErrorDetail error = item.getErrorDetail();
    if (error != null) {
      // The answer began well: the engine's own number for what went wrong comes too late.
      end(new DockerException(String.valueOf(error.getMessage()), 404));
      return;
    }
    String words = words(item);
    boolean isNew;
    lock.lock();
    try {
      heard++;
      news.signalAll();
      isNew = !words.isEmpty() && !words.equals(last);
      last = words;
    } finally {
      lock.unlock();
    }
    if (isNew) {
      told.accept(words);
    }
  }

  private static String words(PullResponseItem item) {
    String status = item.getStatus() == null ? "" : item.getStatus();
    return item.getId() == null ? status : item.getId() + ": " + status;
  }

  @Override
  public void onError(Throwable thrown) {
    end(thrown);
  }

  @Override
  public void onComplete() {
    end(null);
  }

  private void end(@Nullable Throwable why) {
    lock.lock();
    try {
      if (!over) {
        failure = why;
      }
      over = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    @Nullable Closeable open;
    lock.lock();
    try {
      over = true;
      open = connection;
      connection = null;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.close();
    }
  }
}

package io.haymaker.core.concurrent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Runs the same work for many items on virtual threads, so many at a time. One at a time needs no
 * threads: the caller does it then, in the order of the items.
 */
public final class SideBySide {
  private final int width;

  /**
   * @param width how many at a time, 1 or more
   */
  public SideBySide(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width must be 1 or more, is " + width);
    }
    this.width = width;
  }

  /**
   * Does the work for every item, also when it fails for some.
   *
   * @return the results in the order of the items
   * @throws RuntimeException the first failure, once all are through, the others suppressed in it
   */
  public <T, R> List<R> map(Collection<T> items, Function<? super T, R> work) {
    if (width == 1) {
      return oneByOne(items, work);
    }
    var places = new Semaphore(width);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> futures = new ArrayList<>(items.size());
      for (T item : items) {
        futures.add(
            threads.submit(
                () -> {
                  places.acquire();
                  try {
                    return work.apply(item);
                  } finally {
                    places.release();
                  }
                }));
      }
      return collected(futures);
    }
  }

  private static <T, R> List<R> oneByOne(Collection<T> items, Function<? super T, R> work) {
    var results = new ArrayList<R>(items.size());
    var failures = new ArrayList<Throwable>();
    for (T item : items) {
      try {
        results.add(work.apply(item));
      } catch (RuntimeException | Error e) {
        failures.add(e);
      }
    }
    Failures.throwAny(failures);
    return results;
  }

  private static <R> List<R> collected(List<Future<R>> futures) {
    var results = new ArrayList<R>(futures.size());
    var failures = new ArrayList<Throwable>();
    for (Future<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failures.add(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException e) {
        futures.forEach(other -> other.cancel(true));
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while others were at work", e);
      }
    }
    Failures.throwAny(failures);
    return results;
  }
}

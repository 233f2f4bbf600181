package io.haymaker.core.concurrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Does work for items that wait for each other, on virtual threads, so many at a time. An item
 * begins as soon as all that it waits for are over, however that went; there are no waves in which
 * the slowest keeps the others waiting. Where more are ready than places are free, the one with the
 * longest chain behind it goes first, so that the whole is over as early as its longest chain
 * allows.
 */
public final class ReadyFirst {
  private final int width;

  /**
   * @param width how many at a time, 1 or more
   */
  public ReadyFirst(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width must be 1 or more, is " + width);
    }
    this.width = width;
  }

  /**
   * Does the work once for every item, also when it fails for some.
   *
   * @param waitsFor each item, and the items that have to be over before it begins
   * @return the results in the order of the items
   * @throws IllegalArgumentException when items wait for each other in a ring, or for one that is
   *     not among them; nothing is begun then
   * @throws RuntimeException the first failure, once all are through, the others suppressed in it
   */
  public <T, R> List<R> map(Map<T, Set<T>> waitsFor, Function<? super T, R> work) {
    return new Walk<T, R>(waitsFor, work).run();
  }

  private final class Walk<T, R> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allOver = lock.newCondition();
    private final List<T> items;
    private final Function<? super T, R> work;
    private final Map<T, List<T>> followers = new HashMap<>();
    private final Map<T, Integer> waiting = new HashMap<>();
    private final Map<T, R> results = new HashMap<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Set<Thread> atWork = new HashSet<>();
    private final PriorityQueue<T> ready;
    private int over;
    private boolean stopped;

    Walk(Map<T, Set<T>> waitsFor, Function<? super T, R> work) {
      this.items = List.copyOf(waitsFor.keySet());
      this.work = work;
      Map<T, Integer> place = new HashMap<>();
      for (T item : items) {
        place.put(item, place.size());
        followers.put(item, new ArrayList<>());
      }
      waitsFor.forEach(
          (item, firsts) -> {
            waiting.put(item, firsts.size());
            for (T first : firsts) {
              List<T> behind = followers.get(first);
              if (behind == null) {
                throw new IllegalArgumentException(item + " waits for " + first + ", unknown here");
              }
              behind.add(item);
            }
          });
      Map<T, Integer> chains = chains();
      this.ready =
          new PriorityQueue<>(
              Comparator.<T>comparingInt(item -> -chains.getOrDefault(item, 0))
                  .thenComparingInt(item -> place.getOrDefault(item, 0)));
    }

    /** How many follow each other behind an item, at most. */
    private Map<T, Integer> chains() {
      var left = new HashMap<>(waiting);
      var free = new ArrayDeque<T>();
      items.stream().filter(item -> left.getOrDefault(item, 0) == 0).forEach(free::add);
      var order = new ArrayList<T>(items.size());
      while (!free.isEmpty()) {
        T item = free.remove();
        order.add(item);
        for (T follower : behind(item)) {
          if (left.merge(follower, -1, Integer::sum) == 0) {
            free.add(follower);
          }
        }
      }
      if (order.size() < items.size()) {
        throw new IllegalArgumentException("some wait for each other in a ring");
      }
      Map<T, Integer> chains = new HashMap<>();
      for (T item : order.reversed()) {
        int longest = 0;
        for (T follower : behind(item)) {
          longest = Math.max(longest, 1 + chains.getOrDefault(follower, 0));
        }
        chains.put(item, longest);
      }
      return chains;
    }

    private List<T> behind(T item) {
      return followers.getOrDefault(item, List.of());
    }

    List<R> run() {
      lock.lock();
      try {
        items.stream().filter(item -> waiting.getOrDefault(item, 0) == 0).forEach(ready::add);
        startReady();
        while (stopped ? !atWork.isEmpty() : over < items.size()) {
          try {
            allOver.await();
          } catch (InterruptedException e) {
            stop();
          }
        }
        if (stopped) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while others were at work");
        }
      } finally {
        lock.unlock();
      }
      Failures.throwAny(failures);
      var inOrder = new ArrayList<R>(items.size());
      items.forEach(item -> inOrder.add(results.get(item)));
      return inOrder;
    }

    /** Begins nothing more; what is begun is still waited for. */
    private void stop() {
      stopped = true;
      ready.clear();
      atWork.forEach(Thread::interrupt);
    }

    private void startReady() {
      while (!stopped && atWork.size() < width && !ready.isEmpty()) {
        T item = ready.remove();
        Thread thread = Thread.ofVirtual().unstarted(() -> doOne(item));
        atWork.add(thread);
        thread.start();
      }
    }

    private void doOne(T item) {
      try {
        R result = work.apply(item);
        locked(() -> results.put(item, result));
      } catch (Throwable e) {
        locked(() -> failures.add(e));
      } finally {
        locked(() -> finish(item));
      }
    }

    private void finish(T item) {
      atWork.remove(Thread.currentThread());
      over++;
      for (T follower : behind(item)) {
        if (waiting.merge(follower, -1, Integer::sum) == 0 && !stopped) {
          ready.add(follower);
        }
      }
      startReady();
      if (over == items.size() || atWork.isEmpty()) {
        allOver.signalAll();
      }
    }

    private void locked(Runnable change) {
      lock.lock();
      try {
        change.run();
      } finally {
        lock.unlock();
      }
    }
  }
}

package io.haymaker.testkit.store;

import io.haymaker.core.store.Transactions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One transaction at a time, under one lock. Every change notes how to take it back, and a
 * transaction that fails takes back all of its own, last first.
 */
final class InMemoryTransactions implements Transactions {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private @Nullable Throwable doomedBy;

  @Override
  public <T> T call(Supplier<T> work) {
    lock.lock();
    try {
      return lock.getHoldCount() == 1 ? outermost(work) : joined(work);
    } finally {
      lock.unlock();
    }
  }

  private <T> T outermost(Supplier<T> work) {
    undo.clear();
    doomedBy = null;
    boolean done = false;
    try {
      T result = work.get();
      if (doomedBy != null) {
        throw new IllegalStateException(
            "a call inside this transaction failed, so nothing of it can be kept", doomedBy);
      }
      done = true;
      return result;
    } finally {
      if (!done) {
        undo.forEach(Runnable::run);
      }
    }
  }

  /** Its half-done work cannot be told from the outer call's: when it fails, both do. */
  private <T> T joined(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      doomedBy = e;
      throw e;
    }
  }

  /**
   * @throws IllegalStateException when this thread has no transaction
   */
  void requireOpen() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("no transaction is open on this thread");
    }
  }

  /** Puts a value and notes how to take it back. Only inside {@link #call}. */
  <K, V> void put(Map<K, V> map, K key, V value) {
    V before = map.put(key, value);
    undo.push(before == null ? () -> map.remove(key) : () -> map.put(key, before));
  }

  /** Removes a value and notes how to take it back. Only inside {@link #call}. */
  <K, V> void remove(Map<K, V> map, K key) {
    V before = map.remove(key);
    if (before != null) {
      undo.push(() -> map.put(key, before));
    }
  }
}

package io.haymaker.main;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.utils.Signals;

/** Counts Ctrl-C and SIGTERM instead of dying of them. */
public final class Interrupts {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private int count;

  private Interrupts() {}

  /** From now on signals are counted. */
  public static Interrupts counted() {
    var interrupts = new Interrupts();
    Signals.register("INT", interrupts::add);
    Signals.register("TERM", interrupts::add);
    return interrupts;
  }

  private void add() {
    lock.lock();
    try {
      count++;
      came.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits that long, or until there are more than those known.
   *
   * @return how many came so far
   */
  public int await(int known, Duration longest) {
    long left = longest.toNanos();
    lock.lock();
    try {
      while (count <= known && left > 0) {
        left = came.awaitNanos(left);
      }
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return count + 1;
    } finally {
      lock.unlock();
    }
  }
}

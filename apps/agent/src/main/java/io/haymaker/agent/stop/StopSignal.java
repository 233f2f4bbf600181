package io.haymaker.agent.stop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The request to stop, given once by the platform. It interrupts the work phases, and leaves the
 * clean-up running with a deadline: the platform kills us some time after its signal.
 */
public final class StopSignal implements Pauser, Budget {

  private static final Duration ENDLESS = Duration.ofDays(365);

  private final Clock clock;
  private final Duration grace;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopped = lock.newCondition();
  private @Nullable Instant stoppedAt;
  private @Nullable Thread worker;

  /** Work that a stop interrupts. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws InterruptedException;
  }

  /**
   * @param grace how long the clean-up may take after a stop
   */
  public StopSignal(Clock clock, Duration grace) {
    this.clock = clock;
    this.grace = grace;
  }

  /** Asks to stop; a second time changes nothing. */
  public void request() {
    lock.lock();
    try {
      if (stoppedAt == null) {
        stoppedAt = clock.instant();
        stopped.signalAll();
        if (worker != null) {
          worker.interrupt();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether a stop was asked for. */
  public boolean isRequested() {
    lock.lock();
    try {
      return stoppedAt != null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a stop is asked for; returns at once if it was already. */
  public void await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (stoppedAt == null) {
        stopped.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs work on this thread until it ends or a stop is asked for. On return the thread is not
   * interrupted.
   *
   * @return false if the stop came before the end
   */
  public boolean run(Work work) {
    try {
      enter();
      work.run();
    } catch (InterruptedException e) {
      return false;
    } finally {
      leave();
    }
    return !isRequested();
  }

  /** A year without a stop; after it, what remains of the grace. */
  @Override
  public Duration left() {
    lock.lock();
    try {
      if (stoppedAt == null) {
        return ENDLESS;
      }
      Duration left = Duration.between(clock.instant(), stoppedAt.plus(grace));
      return left.isNegative() ? Duration.ZERO : left;
    } finally {
      lock.unlock();
    }
  }

  /** Waits; a wait that begins after the stop is not cut short by it. */
  @Override
  public void pause(Duration time) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = time.toNanos();
      boolean before = stoppedAt == null;
      while (nanos > 0 && before == (stoppedAt == null)) {
        nanos = stopped.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private void enter() throws InterruptedException {
    lock.lock();
    try {
      if (stoppedAt != null) {
        throw new InterruptedException("stopped before it began");
      }
      worker = Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      worker = null;
      // An interrupt that came too late for the work must not hit the clean-up.
      boolean late = Thread.interrupted();
      if (late && stoppedAt == null) {
        Thread.currentThread().interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}

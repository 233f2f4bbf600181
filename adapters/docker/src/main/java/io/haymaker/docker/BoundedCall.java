package io.haymaker.docker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call that ends in time also when the engine hangs, or when every connection to it is in use: a
 * client's own time-outs bound each of its steps, not all of them together.
 */
public final class BoundedCall {
  private BoundedCall() {}

  /**
   * @return what the call returns
   * @throws TimeoutException when it did not return in time; what it asked for may still happen
   * @throws Exception what the call throws
   */
  public static <T> T within(Duration bound, Callable<T> call) throws Exception {
    var task = new FutureTask<T>(call);
    Thread.ofVirtual().name("engine-call").start(task);
    try {
      return task.get(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new TimeoutException("no answer within " + bound.toMillis() + " ms");
    } finally {
      task.cancel(true);
    }
  }
}

package io.haymaker.core.store;

import java.util.function.Supplier;

/**
 * The transaction that stores, journal and work queue share. Every call to a store made by the same
 * thread inside {@link #call} commits with it or not at all; outside, each call commits alone.
 *
 * <p>A call inside a call joins the outer one. Nothing outside the database may be touched inside:
 * an effect cannot be rolled back.
 */
public interface Transactions {

  /**
   * @throws StaleWriteException when a conditional write found a newer version; nothing is kept
   */
  <T> T call(Supplier<T> work);

  default void run(Runnable work) {
    this.<Boolean>call(
        () -> {
          work.run();
          return true;
        });
  }
}

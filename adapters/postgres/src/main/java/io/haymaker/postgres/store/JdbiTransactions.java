package io.haymaker.postgres.store;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.store.Transactions;
import io.haymaker.postgres.DatabaseUnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Transactions at read committed. The connection belongs to the thread that began the transaction;
 * a thread that it starts does not take part.
 *
 * <p>A deadlock or a lost connection fails the call and keeps nothing, the latter with a {@link
 * DatabaseUnavailableException}; whether to call again is the caller's matter. When the connection
 * is lost during the commit itself nobody knows what was kept: every write of the core may be
 * repeated for that reason.
 */
public final class JdbiTransactions implements Transactions {
  private final Jdbi jdbi;
  private final ScopedValue<Current> current = ScopedValue.newInstance();
  private volatile @Nullable HangWatch watch;

  public JdbiTransactions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** From now on no transaction waits for a server that hangs. */
  public void watchedBy(HangWatch hangs) {
    watch = hangs;
  }

  /** What one transaction holds. */
  private static final class Current {
    final Handle handle;
    final Set<RunId> locked = new HashSet<>();
    final List<Runnable> afterCommit = new ArrayList<>();
    @Nullable Throwable doomedBy;

    Current(Handle handle) {
      this.handle = handle;
    }
  }

  @Override
  public <T> T call(Supplier<T> work) {
    return current.isBound() ? joined(current.get(), work) : outermost(work);
  }

  private <T> T outermost(Supplier<T> work) {
    var committed = new ArrayList<Runnable>();
    T result;
    try {
      result =
          watched(
              handle -> {
                var mine = new Current(handle);
                T value = ScopedValue.where(current, mine).call(work::get);
                if (mine.doomedBy != null) {
                  throw new IllegalStateException(
                      "a call inside this transaction failed, so nothing of it can be kept",
                      mine.doomedBy);
                }
                committed.addAll(mine.afterCommit);
                return value;
              });
    } catch (RuntimeException e) {
      throw LostConnection.said(e)
          .<RuntimeException>map(said -> new DatabaseUnavailableException(said, e))
          .orElse(e);
    }
    committed.forEach(Runnable::run);
    return result;
  }

  /** In a transaction, its commit included, that a server which hangs does not hold for long. */
  private <T> T watched(Function<Handle, T> work) {
    return jdbi.withHandle(
        handle -> {
          HangWatch hangs = watch;
          try (HangWatch.Watched _ = hangs == null ? null : hangs.over(handle.getConnection())) {
            return handle.inTransaction(work::apply);
          }
        });
  }

  /** Its half-done work cannot be told from the outer call's: when it fails, both do. */
  private static <T> T joined(Current open, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      open.doomedBy = e;
      throw e;
    }
  }

  /** Reads or writes with the connection of the present transaction, or in one of its own. */
  public <T> T with(Function<Handle, T> work) {
    return call(() -> work.apply(open().handle));
  }

  /**
   * Writes something of a run, as {@link #with} does, when no other transaction is writing anything
   * of the same run.
   *
   * <p>One writer per run at a time has two reasons. The journal's numbers then rise in the order
   * of the commits, so that who reads on from a number misses nothing. And two transactions that
   * touch the same rows in different order cannot deadlock.
   */
  public <T> T withRun(RunId run, Function<Handle, T> work) {
    return call(
        () -> {
          Current open = open();
          if (open.locked.add(run)) {
            open.handle
                .createQuery("SELECT 1 FROM (SELECT pg_advisory_xact_lock(:key)) AS taken")
                .bind(
                    "key",
                    run.value().getMostSignificantBits() ^ run.value().getLeastSignificantBits())
                .mapTo(Integer.class)
                .one();
          }
          return work.apply(open.handle);
        });
  }

  /** As {@link #withRun}, without a result. */
  public void useRun(RunId run, Consumer<Handle> work) {
    this.<Boolean>withRun(
        run,
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  /** Has something done, on this thread, once the present transaction is committed. */
  public void afterCommit(Runnable work) {
    open().afterCommit.add(work);
  }

  /**
   * @throws IllegalStateException when this thread has no transaction
   */
  public void requireOpen() {
    open();
  }

  private Current open() {
    if (!current.isBound()) {
      throw new IllegalStateException("no transaction is open on this thread");
    }
    return current.get();
  }
}

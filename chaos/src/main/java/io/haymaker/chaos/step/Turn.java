package io.haymaker.chaos.step;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.store.StaleWriteException;
import io.haymaker.testkit.fault.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One turn of a process: it takes what waits on the bus, and looks at the run when that is due. */
final class Turn {
  /** How long the queue waits before it gives a run to another worker. */
  static final Duration LEASE = Duration.ofMinutes(1);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /** How a turn went on, as far as others can tell. */
  enum Sign {
    ENDED,
    DIED,
    FROZEN
  }

  private final Universe universe;
  private final Replica replica;
  private final CompletableFuture<Sign> sign = new CompletableFuture<>();
  private final CompletableFuture<Sign> end = new CompletableFuture<>();

  Turn(Universe universe, Replica replica) {
    this.universe = universe;
    this.replica = replica;
  }

  /** Begins it; goes on by itself. */
  Turn begun() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Sign last = all();
                end.complete(last);
                sign.complete(last);
              } catch (Throwable e) {
                end.completeExceptionally(e);
                sign.completeExceptionally(e);
              }
            });
    return this;
  }

  void isFrozen() {
    sign.complete(Sign.FROZEN);
  }

  /** Waits until it has ended or stands still. */
  Sign sign() {
    return sign.join();
  }

  /** Waits until it has ended. */
  void awaitEnd() {
    end.join();
  }

  private Sign all() {
    try {
      universe.bus.deliver(replica.recorder);
      look();
      return Sign.ENDED;
    } catch (LostConnection | StaleWriteException e) {
      // Of the bus's message: it is delivered again.
      return Sign.ENDED;
    } catch (SimulatedCrash e) {
      return Sign.DIED;
    }
  }

  /** Looks at the run when that is due, as a worker does; whoever is overtaken looks again. */
  private void look() {
    Optional<RunId> due = universe.store.work().take(universe.clock.instant());
    if (due.isEmpty()) {
      return;
    }
    // Who was frozen while it took a message is awake now and looks like anybody else.
    boolean before = replica.isOvertaken();
    try {
      Optional<Instant> next = replica.reconciler.handle(due.get());
      next.ifPresent(at -> again(due.get(), at, before));
    } catch (LostConnection | StaleWriteException e) {
      again(due.get(), universe.clock.instant().plus(AFTER_FAILURE), before);
    } catch (SimulatedCrash e) {
      // Its heart does not beat any more: another takes over.
      again(due.get(), universe.clock.instant().plus(LEASE), before);
      throw e;
    }
  }

  /** What a process says that was overtaken is not heard. */
  private void again(RunId run, Instant at, boolean before) {
    if (before || !replica.isOvertaken()) {
      universe.store.work().wake(run, at);
    }
  }
}

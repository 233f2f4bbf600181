package io.haymaker.chaos.step;

import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.EventRecorder;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunReconciler;
import io.haymaker.testkit.fault.SimulatedCrash;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.plane.SteppedPorts;
import io.haymaker.testkit.plane.Steps;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process of the control plane, on which blows fall. Once dead it does nothing more; while it
 * is frozen nothing of it moves. All that outlives it is the universe's.
 */
final class Replica implements Steps {
  final RunReconciler reconciler;
  final EventRecorder recorder;
  private final Universe universe;
  private final Deque<Blow> blows;
  private final List<Step> taken = new ArrayList<>();
  private int steps;
  private int sinceBirth;
  private boolean dead;
  private boolean overtaken;
  private @Nullable CountDownLatch thaw;
  private Blow.Thaw thawing = Blow.Thaw.NEVER_MATTERS;
  private int interruptAt = -1;
  private Runnable interruption = () -> {};

  /**
   * @param blows those that are still to fall; the next process inherits what this one leaves
   */
  Replica(Universe universe, Deque<Blow> blows) {
    this.universe = universe;
    this.blows = blows;
    var ports = new SteppedPorts(this);
    RunBooks books = ports.books(universe.books);
    var retrier = new Retrier(universe.clock, universe.clock::advance, new Random(universe.seed()));
    this.reconciler =
        new RunReconciler(
            Universe.US,
            universe.settings(),
            universe.policy(),
            books,
            ports.world(universe.world()),
            retrier,
            universe.clock);
    this.recorder =
        new EventRecorder(
            books.transactions(),
            books.journal(),
            books.ledger(),
            books.runs(),
            books.queue(),
            universe.clock);
  }

  /** Somebody else does this before its step of that number, counted from its birth. */
  synchronized void interruptAt(int step, Runnable what) {
    interruptAt = step;
    interruption = what;
  }

  /** Every step that is a point to strike at, in order. */
  synchronized List<Step> taken() {
    return List.copyOf(taken);
  }

  synchronized boolean isDead() {
    return dead;
  }

  /** True once it was frozen: then its run is another's. */
  synchronized boolean isOvertaken() {
    return overtaken;
  }

  /** When it is to go on, once it is frozen. */
  synchronized Blow.Thaw thawing() {
    return thawing;
  }

  synchronized boolean isThawed() {
    return thaw == null;
  }

  /** Lets it go on, late. */
  synchronized void thaw() {
    if (thaw != null) {
      thaw.countDown();
      thaw = null;
    }
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // The answers are of the step's own type.
  public <T> T take(Step step, Supplier<T> work) {
    awaitThaw(step);
    if (step.kind() == Step.Kind.READ) {
      return work.get();
    }
    interrupt();
    Optional<Blow> blow = next(step);
    if (blow.isEmpty()) {
      return (T) universe.weather.spoil(step, work).orElseGet(work);
    }
    return (T) struck(blow.get(), step, work);
  }

  private @Nullable Object struck(Blow blow, Step step, Supplier<?> work) {
    return switch (blow.strike()) {
      case DIE_BEFORE -> throw died("before " + step);
      case DIE_AFTER -> {
        var unheard = work.get();
        throw died("after " + step + ": " + unheard);
      }
      case LOSE_CALL -> lost(step, "nothing");
      case LOSE_ANSWER -> {
        var unheard = work.get();
        yield lost(step, unheard);
      }
      case FREEZE_BEFORE -> {
        freeze(blow, step);
        yield work.get();
      }
      case FREEZE_AFTER -> {
        Object seen = work.get();
        freeze(blow, step);
        yield seen;
      }
    };
  }

  private static Object lost(Step step, @Nullable Object unheard) {
    if (step.kind() == Step.Kind.COMMIT) {
      throw new LostConnection(step + " of " + unheard);
    }
    return Weather.lost(step);
  }

  private synchronized SimulatedCrash died(String where) {
    dead = true;
    return new SimulatedCrash(where);
  }

  private void freeze(Blow blow, Step step) {
    CountDownLatch latch = new CountDownLatch(1);
    synchronized (this) {
      thaw = latch;
      thawing = blow.thaw();
      overtaken = true;
    }
    universe.frozen();
    awaitThaw(step);
  }

  private void awaitThaw(Step step) {
    @Nullable CountDownLatch latch;
    synchronized (this) {
      if (dead) {
        throw new SimulatedCrash("long dead before " + step);
      }
      latch = thaw;
    }
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SimulatedCrash("ended while it was frozen");
      }
    }
  }

  private void interrupt() {
    Runnable what;
    synchronized (this) {
      what = sinceBirth++ == interruptAt ? interruption : () -> {};
    }
    what.run();
  }

  /** Who was frozen once has had its share: the blows that are left are the others'. */
  private synchronized Optional<Blow> next(Step step) {
    taken.add(step);
    int number = steps++;
    Blow blow = blows.peek();
    if (overtaken || blow == null || number < blow.step() || !blow.strike().fits(step.kind())) {
      return Optional.empty();
    }
    blows.poll();
    steps = 0;
    return Optional.of(blow);
  }
}

package io.haymaker.testkit.story;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.RunReconciler;
import io.haymaker.core.run.RunWorld;
import io.haymaker.core.store.StaleWriteException;
import io.haymaker.core.validation.Validator;
import io.haymaker.testkit.fault.SimulatedCrash;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.plane.SteppedPorts;
import io.haymaker.testkit.plane.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One process of the control plane: a reconciler and the worker that calls it. It may be told to
 * die at any of its steps, a step being a call to a port or a commit; once dead, it does nothing
 * more. All that outlives it is the story's world and stores.
 */
final class ControlPlane implements Steps {
  private final Story story;
  private final RunReconciler reconciler;
  private final AtomicInteger steps = new AtomicInteger();
  private int dieAt = Integer.MAX_VALUE;
  private boolean effectHappens;
  private int interruptAt = Integer.MAX_VALUE;
  private Runnable interruption = () -> {};
  private volatile boolean dead;

  ControlPlane(Story story) {
    this.story = story;
    var ports = new SteppedPorts(this);
    this.reconciler =
        new RunReconciler(
            Story.US,
            story.settings(),
            story.policy(),
            ports.books(story.books),
            ports.world(world()),
            new Retrier(story.clock, story.clock::advance, new Random(1)),
            story.clock);
    steps.set(0);
  }

  /** Dies at its step of that number, counted from 0. */
  ControlPlane dyingAt(int step, boolean afterItsEffect) {
    dieAt = step;
    effectHappens = afterItsEffect;
    return this;
  }

  /** At its step of that number, before its effect, somebody does this. */
  ControlPlane interruptedAt(int step, Runnable what) {
    interruptAt = step;
    interruption = what;
    return this;
  }

  /** How many steps it has taken. */
  int steps() {
    return steps.get();
  }

  /** Looks at the run when that is due, as a worker does; whoever is overtaken looks again. */
  void work() {
    Optional<RunId> due = story.store.work().take(story.clock.instant());
    if (due.isEmpty()) {
      return;
    }
    try {
      Optional<Instant> next = reconciler.handle(due.get());
      next.ifPresent(at -> story.store.work().wake(due.get(), at));
    } catch (StaleWriteException e) {
      story.store.work().wake(due.get(), story.clock.instant());
    } catch (SimulatedCrash e) {
      // What a process had taken from the queue is due again when it dies.
      story.store.work().wake(due.get(), story.clock.instant());
      throw e;
    }
  }

  private RunWorld world() {
    return new RunWorld(
        () -> story.catalog,
        new Validator(story.checks, Duration.ofSeconds(20), story.clock),
        story.names,
        story.cloud.groups(),
        story.cloud.reader(),
        story.cloud.deleter(),
        story.cloud.inventory(),
        story.cloud.directory(),
        story.cloud.roles(),
        story.cloud.secrets(),
        story.cloud.probe(),
        story.runtime,
        story.cloud.audit());
  }

  @Override
  public <T> T take(Step what, Supplier<T> effect) {
    if (dead) {
      throw new SimulatedCrash(what + ", long dead");
    }
    int number = steps.getAndIncrement();
    if (number == interruptAt) {
      interruption.run();
    }
    boolean here = number == dieAt;
    if (here && !effectHappens) {
      dead = true;
      throw new SimulatedCrash("before " + what);
    }
    T result = effect.get();
    if (here) {
      dead = true;
      throw new SimulatedCrash("after " + what);
    }
    return result;
  }
}

package io.haymaker.testkit.story;

import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.PropagationProbe;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceGroups;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunReconciler;
import io.haymaker.core.run.RunWorld;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.store.StaleWriteException;
import io.haymaker.core.store.Transactions;
import io.haymaker.core.validation.Validator;
import io.haymaker.testkit.fault.SimulatedCrash;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
final class ControlPlane {
  private final Story story;
  private final RunReconciler reconciler;
  private final AtomicInteger steps = new AtomicInteger();
  private int dieAt = Integer.MAX_VALUE;
  private boolean effectHappens;
  private int interruptAt = Integer.MAX_VALUE;
  private Runnable interruption = () -> {};
  private final ThreadLocal<Boolean> inTransaction = ThreadLocal.withInitial(() -> false);
  private volatile boolean dead;

  ControlPlane(Story story) {
    this.story = story;
    this.reconciler =
        new RunReconciler(
            Story.US,
            story.settings(),
            story.policy(),
            books(story.books),
            world(),
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
        mortal(ResourceGroups.class, story.cloud.groups()),
        mortal(ResourceReader.class, story.cloud.reader()),
        mortal(ResourceDeleter.class, story.cloud.deleter()),
        mortal(Inventory.class, story.cloud.inventory()),
        mortal(Directory.class, story.cloud.directory()),
        mortal(RoleAssignments.class, story.cloud.roles()),
        mortal(SecretStore.class, story.cloud.secrets()),
        mortal(PropagationProbe.class, story.cloud.probe()),
        mortal(ContainerRuntime.class, story.runtime),
        mortal(AuditReads.class, story.cloud.audit()));
  }

  private RunBooks books(RunBooks all) {
    Transactions transactions =
        new Transactions() {
          @Override
          public <T> T call(Supplier<T> work) {
            // A call inside a call is no commit of its own.
            return inTransaction.get()
                ? work.get()
                : step("commit", () -> all.transactions().call(() -> marked(work)));
          }

          private <T> T marked(Supplier<T> work) {
            inTransaction.set(true);
            try {
              return work.get();
            } finally {
              inTransaction.set(false);
            }
          }
        };
    return new RunBooks(
        transactions, all.runs(), all.ledger(), all.journal(), all.reports(), all.queue());
  }

  private <T> T mortal(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) ->
                step(
                    method.getName(),
                    () -> {
                      try {
                        return method.invoke(real, arguments);
                      } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof Error error) {
                          throw error;
                        }
                        throw new IllegalStateException(e.getCause());
                      } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                      }
                    })));
  }

  private <T> T step(String what, Supplier<T> effect) {
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

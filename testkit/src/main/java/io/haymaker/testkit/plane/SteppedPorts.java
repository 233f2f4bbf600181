package io.haymaker.testkit.plane;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.replica.ReplicaBooks;
import io.haymaker.core.replica.ReplicaWorld;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunWorld;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.scaler.MessageQueues;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.store.Transactions;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts a gate before the ports and stores of a control plane. It goes by types, not by names, so
 * that a port that is added tomorrow has its gate already: what answers with an outcome is an
 * effect, a look or listing is a look, and what a store answers with an optional or a list, or what
 * is named as a question, is a read.
 */
public final class SteppedPorts {
  private final Steps steps;
  private final ThreadLocal<Boolean> inTransaction = ThreadLocal.withInitial(() -> false);

  public SteppedPorts(Steps steps) {
    this.steps = steps;
  }

  /** The same world; every call to it is a step. */
  public RunWorld world(RunWorld real) {
    return copy(real, this::port);
  }

  /** The same books; every read and every commit of a transaction of its own is a step. */
  public RunBooks books(RunBooks real) {
    return copy(real, this::book);
  }

  /** The same world; every call to its engine is a step. */
  public ReplicaWorld world(ReplicaWorld real) {
    return copy(real, this::port);
  }

  /** The same books; every read and every commit of a transaction of its own is a step. */
  public ReplicaBooks books(ReplicaBooks real) {
    return copy(real, this::book);
  }

  /** The same world; every call to queues and containers and every commit is a step. */
  public ScalerWorld world(ScalerWorld real) {
    return copy(
        real,
        (type, part) ->
            type == MessageQueues.class || type == ContainerRuntime.class
                ? port(type, part)
                : book(type, part));
  }

  private Object book(Class<?> type, Object store) {
    return type == Transactions.class ? transactions((Transactions) store) : store(type, store);
  }

  private interface Wrapping {
    Object wrap(Class<?> type, Object real);
  }

  private static <R extends Record> R copy(R real, Wrapping wrapping) {
    RecordComponent[] parts = real.getClass().getRecordComponents();
    try {
      var wrapped = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        Class<?> type = parts[i].getType();
        Object part = parts[i].getAccessor().invoke(real);
        wrapped[i] = type.isInterface() ? wrapping.wrap(type, part) : part;
      }
      @SuppressWarnings("unchecked")
      Constructor<R> constructor =
          (Constructor<R>)
              real.getClass()
                  .getDeclaredConstructor(
                      Arrays.stream(parts)
                          .map(RecordComponent::getType)
                          .toArray(size -> new Class<?>[size]));
      return constructor.newInstance(wrapped);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("could not copy " + real.getClass(), e);
    }
  }

  private Object port(Class<?> type, Object real) {
    return proxy(
        type,
        real,
        (method, call) -> {
          Class<?> answer = method.getReturnType();
          if (answer == Outcome.class) {
            return steps.take(step(Step.Kind.EFFECT, type, method), call);
          }
          return answer == Look.class || answer == Listing.class
              ? steps.take(step(Step.Kind.LOOK, type, method), call)
              : call.get();
        });
  }

  private Object store(Class<?> type, Object real) {
    return proxy(
        type,
        real,
        (method, call) -> {
          if (inTransaction.get()) {
            return call.get();
          }
          Class<?> answer = method.getReturnType();
          boolean reads =
              answer == Optional.class || answer == List.class || method.getName().startsWith("is");
          return steps.take(
              step(reads ? Step.Kind.READ : Step.Kind.COMMIT, type, method),
              () -> inTransaction(call));
        });
  }

  private Transactions transactions(Transactions real) {
    return new Transactions() {
      @Override
      public <T> T call(Supplier<T> work) {
        // A call inside a call is no commit of its own.
        return inTransaction.get()
            ? real.call(work)
            : steps.take(
                new Step(Step.Kind.COMMIT, "commit", Object.class),
                () -> real.call(() -> inTransaction(work)));
      }
    };
  }

  private <T> T inTransaction(Supplier<T> work) {
    inTransaction.set(true);
    try {
      return work.get();
    } finally {
      inTransaction.set(false);
    }
  }

  private static Step step(Step.Kind kind, Class<?> type, Method method) {
    return new Step(kind, type.getSimpleName() + "." + method.getName(), method.getReturnType());
  }

  private interface Gate {
    Object pass(Method method, Supplier<Object> call);
  }

  private static Object proxy(Class<?> type, Object real, Gate gate) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (_, method, arguments) -> gate.pass(method, () -> called(method, real, arguments)));
  }

  private static Object called(Method method, Object real, Object[] arguments) {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

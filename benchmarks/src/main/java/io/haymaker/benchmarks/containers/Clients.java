package io.haymaker.benchmarks.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Clients that call as fast as they are answered, each one call at a time. */
final class Clients {
  private Clients() {}

  /**
   * Has all calls made.
   *
   * @param call gets the number of the call, 0 or more, and waits for its answer
   * @throws IllegalStateException when a call failed; the others were made
   */
  static Timing of(int clients, int calls, IntConsumer call) {
    var next = new AtomicInteger();
    long[] nanos = new long[calls];
    long begun = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      List<Future<?>> all = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        all.add(threads.submit(() -> callAll(next, nanos, call)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call failed", e.getCause());
    }
    return Timing.of(System.nanoTime() - begun, nanos);
  }

  private static void callAll(AtomicInteger next, long[] nanos, IntConsumer call) {
    for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
      long begun = System.nanoTime();
      call.accept(i);
      nanos[i] = System.nanoTime() - begun;
    }
  }
}

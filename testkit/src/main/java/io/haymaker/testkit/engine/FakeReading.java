package io.haymaker.testkit.engine;

import io.haymaker.core.engine.ContainerEngine.Reading;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Hands things over in order, one at a time, in the thread that brings them; who brings more while
 * another thread hands over leaves them to it.
 */
final class FakeReading<T> implements Reading {
  private final Consumer<T> reader;
  private final Queue<T> waiting = new ArrayDeque<>();
  private boolean handingOver;
  private boolean over;

  FakeReading(Consumer<T> reader) {
    this.reader = reader;
  }

  synchronized void bring(T thing) {
    if (!over) {
      waiting.add(thing);
    }
  }

  /** Hands over what was brought. Not to be called with the engine locked. */
  void handOver() {
    for (Optional<T> next = next(); next.isPresent(); next = further()) {
      try {
        reader.accept(next.get());
      } catch (RuntimeException e) {
        close();
      }
    }
  }

  private synchronized Optional<T> next() {
    return handingOver ? Optional.empty() : further();
  }

  private synchronized Optional<T> further() {
    Optional<T> thing = Optional.ofNullable(waiting.poll());
    handingOver = thing.isPresent();
    return thing;
  }

  @Override
  public synchronized boolean isOver() {
    return over;
  }

  @Override
  public synchronized void await() throws InterruptedException {
    while (!over) {
      wait();
    }
  }

  @Override
  public synchronized void close() {
    over = true;
    waiting.clear();
    notifyAll();
  }
}

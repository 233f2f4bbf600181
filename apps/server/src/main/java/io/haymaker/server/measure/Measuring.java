package io.haymaker.server.measure;

import io.haymaker.server.ServerWorld;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the measures on a thread of its own, so that whoever collects metrics never waits for a
 * database that does not answer.
 */
public class Measuring implements MeterBinder, AutoCloseable {
  private static final long SECONDS_BETWEEN = 15;

  private final List<Sampled> sampled;
  private final List<Timings> timed;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Thread asking;

  Measuring(ServerWorld world) {
    this.sampled = world.measures().sampled().stream().map(Sampled::new).toList();
    this.timed = world.measures().timed();
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    sampled.forEach(one -> one.bindTo(registry));
    timed.forEach(one -> one.bindTo(registry));
    if (asking == null && !sampled.isEmpty()) {
      asking = Thread.ofVirtual().name("measuring").start(this::ask);
    }
  }

  private void ask() {
    try {
      do {
        sampled.forEach(Sampled::ask);
      } while (!over.await(SECONDS_BETWEEN, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}

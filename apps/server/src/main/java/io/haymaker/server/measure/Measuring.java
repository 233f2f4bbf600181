package io.haymaker.server.measure;

import io.haymaker.server.ServerWorld;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the measures on a thread of its own, so that whoever collects metrics never waits for a
 * database that does not answer.
 */
public class Measuring implements MeterBinder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);
  private static final long SECONDS_BETWEEN = 15;

  private final List<Sampled> all;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Thread asking;

  Measuring(ServerWorld world) {
    this.all = world.measures().stream().map(Sampled::new).toList();
  }

  /** A measure, and what it was when it was last asked. */
  private static final class Sampled {
    final Measure measure;
    volatile double value = Double.NaN;

    Sampled(Measure measure) {
      this.measure = measure;
    }

    void ask() {
      try {
        value = measure.value().getAsDouble();
      } catch (RuntimeException e) {
        value = Double.NaN;
        LOG.atDebug().setCause(e).addKeyValue("measure", measure.name()).log("cannot be measured");
      }
    }
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    for (Sampled one : all) {
      var gauge =
          Gauge.builder(one.measure.name(), one, sampled -> sampled.value)
              .description(one.measure.what());
      one.measure.tags().forEach(gauge::tag);
      gauge.register(registry);
    }
    if (asking == null && !all.isEmpty()) {
      asking = Thread.ofVirtual().name("measuring").start(this::ask);
    }
  }

  private void ask() {
    try {
      do {
        all.forEach(Sampled::ask);
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

package io.haymaker.server.measure;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A measure, and what it was when it was last asked. */
final class Sampled {
  private static final Logger LOG = LoggerFactory.getLogger(Sampled.class);

  private final Measure measure;
  private final Map<Tags, Cell> cells = new HashMap<>();
  private final List<MeterRegistry> registries = new ArrayList<>();

  Sampled(Measure measure) {
    this.measure = measure;
    measure.known().forEach(tags -> cells.put(tags(tags), new Cell()));
  }

  /** One number, with the meters that show it. */
  private static final class Cell {
    final Map<MeterRegistry, Meter> meters = new HashMap<>();
    volatile double value = Double.NaN;
  }

  synchronized void bindTo(MeterRegistry registry) {
    registries.add(registry);
    cells.forEach((tags, cell) -> show(tags, cell, registry));
  }

  /** Asks. What is not told any more is no longer shown, unless it only goes up. */
  void ask() {
    List<Measure.Reading> readings;
    try {
      readings = measure.readings().get();
    } catch (RuntimeException e) {
      LOG.atDebug().setCause(e).addKeyValue("measure", measure.name()).log("cannot be measured");
      forget();
      return;
    }
    take(readings);
  }

  private synchronized void forget() {
    if (measure.kind() == Measure.Kind.GAUGE) {
      cells.values().forEach(cell -> cell.value = Double.NaN);
    }
  }

  private synchronized void take(List<Measure.Reading> readings) {
    var told = new HashSet<Tags>();
    for (Measure.Reading reading : readings) {
      Tags tags = tags(reading.tags());
      told.add(tags);
      Cell known = cells.get(tags);
      Cell cell = known == null ? new Cell() : known;
      cell.value = reading.value();
      if (known == null) {
        cells.put(tags, cell);
        registries.forEach(registry -> show(tags, cell, registry));
      }
    }
    if (measure.kind() == Measure.Kind.GAUGE) {
      cells
          .entrySet()
          .removeIf(
              one -> {
                boolean gone = !told.contains(one.getKey());
                if (gone) {
                  one.getValue().meters.forEach(MeterRegistry::remove);
                }
                return gone;
              });
    }
  }

  private void show(Tags tags, Cell cell, MeterRegistry registry) {
    cell.meters.put(
        registry,
        switch (measure.kind()) {
          case GAUGE ->
              Gauge.builder(measure.name(), cell, one -> one.value)
                  .description(measure.what())
                  .tags(tags)
                  .register(registry);
          case COUNTER ->
              FunctionCounter.builder(measure.name(), cell, one -> one.value)
                  .description(measure.what())
                  .tags(tags)
                  .register(registry);
        });
  }

  private static Tags tags(Map<String, String> tags) {
    return Tags.of(
        tags.entrySet().stream().map(one -> Tag.of(one.getKey(), one.getValue())).toList());
  }
}

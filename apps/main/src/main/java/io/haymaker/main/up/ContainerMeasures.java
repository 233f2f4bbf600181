package io.haymaker.main.up;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.replica.DesiredImage;
import io.haymaker.core.replica.ReplicaStore;
import io.haymaker.core.replica.ReplicaTally;
import io.haymaker.core.replica.Setback;
import io.haymaker.core.watch.WatchTally;
import io.haymaker.server.measure.Measure;
import io.haymaker.server.measure.Measure.Reading;
import io.haymaker.server.measure.Measures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Managed containers in numbers. Nothing of it asks the engine about single containers: what there
 * is was listed by whoever watches the engine's events.
 *
 * @param engine whether the engine answers
 */
record ContainerMeasures(
    BooleanSupplier engine, WatchTally watched, ReplicaTally replaced, ReplicaStore replicas) {
  private static final String IMAGE = "image";

  Measures all() {
    return Measures.of(
        List.of(
            Measure.of(
                "haymaker.engine.up",
                "1 while the Docker engine answers",
                Map.of(),
                () -> engine.getAsBoolean() ? 1 : 0),
            Measure.each(
                "haymaker.containers",
                "managed containers; not told while the engine does not list them",
                this::present),
            Measure.each(
                "haymaker.containers.desired",
                "managed containers that are wanted",
                () -> each(replicas.images(), DesiredImage::image, DesiredImage::count)),
            Measure.each(
                "haymaker.containers.failures",
                "failures in a row to keep containers of the image running",
                () -> each(replicas.setbacks(), Setback::image, Setback::failures)),
            Measure.each(
                "haymaker.containers.crash.looping",
                "1 when containers of the image fail again and again",
                () -> each(replicas.setbacks(), Setback::image, back -> back.isLoop() ? 1 : 0)),
            Measure.counted(
                "haymaker.containers.restarts",
                "replicas that ended though they were wanted, and were or will be replaced",
                () -> each(replaced.deaths().entrySet(), Map.Entry::getKey, one -> one.getValue())),
            Measure.counted(
                "haymaker.container.events",
                "events of containers: those that the engine told, and those found by comparing",
                () -> List.of(event("told", watched.told()), event("found", watched.found()))),
            Measure.counted(
                "haymaker.container.event.reads",
                "how often the engine's events were read anew from the last one on record",
                () -> List.of(new Reading(Map.of(), watched.readings())))));
  }

  private List<Reading> present() {
    return watched.seen().stream()
        .flatMap(List::stream)
        .filter(Instance::ours)
        .collect(
            Collectors.groupingBy(
                instance -> Map.of(IMAGE, instance.image(), "state", word(instance.state())),
                Collectors.counting()))
        .entrySet()
        .stream()
        .map(one -> new Reading(one.getKey(), one.getValue()))
        .toList();
  }

  private static String word(InstanceState state) {
    return switch (state) {
      case InstanceState.Created _ -> "created";
      case InstanceState.Running _ -> "running";
      case InstanceState.Ended _ -> "ended";
    };
  }

  private static Reading event(String how, long count) {
    return new Reading(Map.of("how", how), count);
  }

  private static <T> List<Reading> each(
      Collection<T> all, Function<T, String> image, Function<T, Number> number) {
    return all.stream()
        .map(one -> new Reading(Map.of(IMAGE, image.apply(one)), number.apply(one).doubleValue()))
        .toList();
  }
}

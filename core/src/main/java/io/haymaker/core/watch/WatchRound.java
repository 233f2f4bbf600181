package io.haymaker.core.watch;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the engine's events, from where the last one got to: enters what comes, and
 * what must have come though nobody told. For one thread.
 */
final class WatchRound implements AutoCloseable {
  private static final int LARGEST_BATCH = 500;
  private static final int FEW = 4;

  /** What happens to a container comes in several events, and what is done to one to many more. */
  private static final Duration TOGETHER = Duration.ofMillis(200);

  /** How often what is on record is compared with what is there. */
  static final Duration REVIEW = Duration.ofSeconds(10);

  private final ContainerEngine engine;
  private final ContainerHistory history;
  private final Consumer<List<EngineEvent>> told;
  private final String host;
  private final Clock clock;
  private final WatchTally tally;
  private final BlockingQueue<EngineEvent> arrived = new LinkedBlockingQueue<>();
  private final Map<String, ContainerEvent> known = new HashMap<>();
  private Map<Suspicion, EngineEvent> suspicions = Map.of();
  private Instant nextReview;
  private ContainerEngine.@Nullable Reading reading;

  /** That something happened of which nobody told; twice in a row it is believed. */
  private record Suspicion(String container, EngineEvent.Kind kind) {
    static Suspicion of(EngineEvent event) {
      return new Suspicion(event.id().value(), event.kind());
    }
  }

  /**
   * @param told called with what has been entered
   */
  WatchRound(
      ContainerEngine engine,
      ContainerHistory history,
      Consumer<List<EngineEvent>> told,
      HostFacts host,
      Clock clock,
      WatchTally tally) {
    this.engine = engine;
    this.history = history;
    this.told = told;
    this.host = host.name();
    this.clock = clock;
    this.tally = tally;
    this.nextReview = clock.instant();
  }

  /**
   * Begins to read.
   *
   * @param begin from where on when nothing of this host is on record
   * @return why not, or nothing
   */
  Optional<Problem> open(Instant begin) {
    history.present(host).forEach(event -> known.put(event.containerId(), event));
    Outcome<ContainerEngine.Reading> opened =
        engine.watch(Optional.of(history.latest(host).orElse(begin)), arrived::add);
    if (opened instanceof Outcome.Done<ContainerEngine.Reading>(ContainerEngine.Reading begun)) {
      reading = begun;
      tally.begin();
    }
    return opened.obstacle();
  }

  /**
   * Enters what has come, or waits for something to come; now and then compares.
   *
   * @param patience how long to wait
   * @return why this round is over, or nothing while it goes on
   */
  Optional<Problem> turn(Duration patience) throws InterruptedException {
    // First whether it is over, then what has come: so nothing of what came before is left behind.
    boolean over = reading == null || reading.isOver();
    List<EngineEvent> batch = next(over ? Duration.ZERO : patience);
    if (!batch.isEmpty()) {
      enter(batch);
      tally.tell(batch.size());
      return Optional.empty();
    }
    if (over) {
      return Optional.of(new Problem(ContainerEngine.AWAY, "the engine's events have ended"));
    }
    return clock.instant().isBefore(nextReview) ? Optional.empty() : review();
  }

  private List<EngineEvent> next(Duration patience) throws InterruptedException {
    var batch = new ArrayList<EngineEvent>();
    EngineEvent first = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return batch;
    }
    batch.add(first);
    long end = System.nanoTime() + TOGETHER.toNanos();
    EngineEvent next = first;
    while (next != null && batch.size() < LARGEST_BATCH) {
      next = arrived.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next != null) {
        batch.add(next);
      }
    }
    return batch;
  }

  private void enter(List<EngineEvent> batch) {
    Map<String, Map<String, Integer>> ports = ports(batch);
    List<ContainerEvent> events =
        batch.stream()
            .map(
                event ->
                    ContainerEvent.of(
                        event, host, ports.getOrDefault(event.id().value(), Map.of())))
            .toList();
    history.enter(events);
    events.forEach(this::learn);
    told.accept(batch);
  }

  /** An event that is read again must not undo what came after it. */
  private void learn(ContainerEvent event) {
    ContainerEvent last = known.get(event.containerId());
    if (last != null && last.at().isAfter(event.at())) {
      return;
    }
    if (event.event().equals("remove")) {
      known.remove(event.containerId());
    } else {
      known.put(event.containerId(), event);
    }
  }

  /** Where those that began can be reached; while the engine does not tell, nowhere. */
  private Map<String, Map<String, Integer>> ports(List<EngineEvent> batch) {
    Set<String> begun =
        batch.stream()
            .filter(event -> event.kind() == EngineEvent.Kind.START)
            .map(event -> event.id().value())
            .collect(Collectors.toSet());
    if (begun.isEmpty()) {
      return Map.of();
    }
    return begun(begun).stream()
        .collect(
            Collectors.toMap(instance -> instance.id().value(), Instance::hostPorts, (a, _) -> a));
  }

  /** A few are looked at by themselves, which costs less than a list of all that there are. */
  private List<Instance> begun(Set<String> ids) {
    if (ids.size() > FEW) {
      return engine.instances().items(_ -> {}).stream()
          .filter(instance -> ids.contains(instance.id().value()))
          .toList();
    }
    var found = new ArrayList<Instance>();
    for (String id : ids) {
      if (engine.instance(id) instanceof Look.Found<Instance>(Instance instance)) {
        found.add(instance);
      }
    }
    return found;
  }

  private Optional<Problem> review() {
    switch (engine.instances()) {
      case Listing.CouldNotLook<Instance>(Problem problem) -> {
        tally.loseSight();
        return Optional.of(problem);
      }
      case Listing.Complete<Instance>(List<Instance> there) -> {
        tally.see(there);
        review(there);
      }
    }
    nextReview = clock.instant().plus(REVIEW);
    return Optional.empty();
  }

  private void review(List<Instance> there) {
    Map<Suspicion, EngineEvent> found = new HashMap<>();
    var believed = new ArrayList<EngineEvent>();
    Set<Suspicion> before = new HashSet<>(suspicions.keySet());
    for (EngineEvent missing : Gaps.between(known, there, clock.instant())) {
      var suspicion = Suspicion.of(missing);
      if (before.contains(suspicion)) {
        believed.add(suspicions.getOrDefault(suspicion, missing));
      } else {
        found.put(suspicion, missing);
      }
    }
    suspicions = found;
    if (!believed.isEmpty()) {
      enter(believed);
      tally.find(believed.size());
    }
  }

  @Override
  public void close() {
    if (reading != null) {
      reading.close();
    }
  }
}

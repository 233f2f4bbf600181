package io.haymaker.docker.engine;

import com.github.dockerjava.api.model.Container;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.Usage;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.docker.BoundedCall;
import io.haymaker.docker.EngineAnswers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures all running containers at once, in rounds. The engine measures once a second for whoever
 * asks; one question for each container and round costs it one such measurement, where a stream
 * would cost one every second (docs/performance.md). How many cores are in use follows from the
 * round before; of a container that is seen for the first time the engine is asked to measure
 * twice.
 */
final class UsageSampler {
  private static final Logger LOG = LoggerFactory.getLogger(UsageSampler.class);

  /** The engine needs one or two seconds, and some time for each of hundreds. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private record Round(Instant begunAt, List<Usage> usages) {}

  private record Measured(InstanceId id, Look<Usage> usage) {}

  private final EngineHttp http;
  private final InstanceReader reader;
  private final Clock clock;
  private final Executor threads = task -> Thread.ofVirtual().name("stats").start(task);
  private final ReentrantLock measuring = new ReentrantLock();
  private final Map<InstanceId, StatsSample> last = new ConcurrentHashMap<>();
  private volatile Optional<Round> round = Optional.empty();

  UsageSampler(EngineHttp http, InstanceReader reader, Clock clock) {
    this.http = http;
    this.reader = reader;
    this.clock = clock;
  }

  Listing<Usage> usage(Duration age) {
    Instant oldest = clock.instant().minus(age);
    return since(oldest)
        .orElseGet(
            () -> {
              try {
                return measureOrJoin(oldest);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Listing.couldNotLook("Interrupted", "interrupted while measuring");
              }
            });
  }

  private Optional<Listing<Usage>> since(Instant oldest) {
    return round
        .filter(taken -> !taken.begunAt().isBefore(oldest))
        .map(taken -> Listing.complete(taken.usages()));
  }

  private Listing<Usage> measureOrJoin(Instant oldest) throws InterruptedException {
    if (!measuring.tryLock(LONGEST.toNanos(), TimeUnit.NANOSECONDS)) {
      return Listing.couldNotLook(ContainerEngine.AWAY, "a measurement does not end");
    }
    try {
      // Somebody else may have measured while this one waited.
      return since(oldest).orElseGet(this::measure);
    } finally {
      measuring.unlock();
    }
  }

  private Listing<Usage> measure() {
    Instant begun = clock.instant();
    return reader.running().then(containers -> measure(begun, containers));
  }

  private Listing<Usage> measure(Instant begun, List<Container> containers) {
    List<InstanceId> ids = containers.stream().map(InstanceReader::id).toList();
    last.keySet().retainAll(ids.stream().collect(Collectors.toSet()));
    List<CompletableFuture<Measured>> asked =
        ids.stream()
            .map(id -> CompletableFuture.supplyAsync(() -> new Measured(id, sample(id)), threads))
            .toList();
    var usages = new ArrayList<Usage>(ids.size());
    Optional<Problem> blind = Optional.empty();
    for (Measured measured : asked.stream().map(CompletableFuture::join).toList()) {
      switch (measured.usage()) {
        case Look.Found<Usage>(Usage usage) -> usages.add(usage);
        // It has ended meanwhile.
        case Look.Absent<Usage> _ -> {}
        case Look.CouldNotLook<Usage>(Problem problem) -> {
          LOG.warn("container {} cannot be measured: {}", measured.id(), problem);
          blind = Optional.of(problem);
        }
      }
    }
    if (usages.isEmpty() && blind.isPresent()) {
      return new Listing.CouldNotLook<>(blind.get());
    }
    round = Optional.of(new Round(begun, usages));
    return Listing.complete(usages);
  }

  private Look<Usage> sample(InstanceId id) {
    Optional<StatsSample> earlier = Optional.ofNullable(last.get(id));
    String path =
        "/containers/%s/stats?stream=false%s"
            .formatted(id, earlier.isPresent() ? "&one-shot=true" : "");
    return EngineAnswers.look(
            () -> BoundedCall.within(LONGEST, () -> http.call("GET", path, Optional.empty())))
        .then(
            stats -> {
              Optional<StatsSample> now = StatsSample.now(stats);
              if (now.isEmpty()) {
                return Look.absent();
              }
              last.put(id, now.get());
              double cores =
                  earlier
                      .or(() -> StatsSample.before(stats))
                      .map(then -> now.get().coresSince(then))
                      .orElse(0.0);
              return Look.found(new Usage(id, cores, now.get().memoryBytes(), now.get().at()));
            });
  }
}

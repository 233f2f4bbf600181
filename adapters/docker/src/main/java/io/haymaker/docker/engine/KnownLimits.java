package io.haymaker.docker.engine;

import com.github.dockerjava.api.DockerClient;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.outcome.Look;
import io.haymaker.docker.BoundedCall;
import io.haymaker.docker.EngineAnswers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The limits of containers, which the engine's list does not tell: what we set, and of others what
 * an inspection told. A change that others make is learnt from the engine's events.
 */
final class KnownLimits {
  /** So many are inspected at once. */
  private static final int WIDTH = 16;

  private final DockerClient client;
  private final Map<InstanceId, Limits> known = new ConcurrentHashMap<>();

  KnownLimits(DockerClient client) {
    this.client = client;
  }

  void remember(InstanceId id, Limits limits) {
    known.put(id, limits);
  }

  void forget(InstanceId id) {
    known.remove(id);
  }

  void forgetAll() {
    known.clear();
  }

  /** Keeps only these, so that what was removed behind our back does not gather. */
  void keepOnly(Set<InstanceId> there) {
    known.keySet().retainAll(there);
  }

  Optional<Limits> of(InstanceId id) {
    return Optional.ofNullable(known.get(id));
  }

  /**
   * Learns what it does not know, as far as time allows: an inspection waits while its container is
   * being started.
   */
  void learn(Collection<InstanceId> ids, Duration within) {
    List<InstanceId> unknown = ids.stream().filter(id -> !known.containsKey(id)).toList();
    if (unknown.isEmpty()) {
      return;
    }
    var done = new CountDownLatch(unknown.size());
    var room = new Semaphore(WIDTH);
    for (InstanceId id : unknown) {
      Thread.ofVirtual().name("limits-of-" + id).start(() -> learn(id, within, room, done));
    }
    try {
      if (!done.await(within.toNanos(), TimeUnit.NANOSECONDS)) {
        // The labels tell what is still unknown; the next list learns it.
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void learn(InstanceId id, Duration within, Semaphore room, CountDownLatch done) {
    room.acquireUninterruptibly();
    try {
      look(id, within);
    } finally {
      room.release();
      done.countDown();
    }
  }

  /** Asks the engine, whatever was known. */
  Look<Limits> look(InstanceId id, Duration within) {
    Look<Limits> look =
        EngineAnswers.look(
            () ->
                BoundedCall.within(
                    within,
                    () ->
                        LimitSettings.of(
                            client.inspectContainerCmd(id.value()).exec().getHostConfig())));
    if (look instanceof Look.Found<Limits>(Limits limits)) {
      known.put(id, limits);
    }
    return look;
  }
}

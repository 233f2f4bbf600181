package io.haymaker.benchmarks.scale;

import io.haymaker.benchmarks.cloud.QuickResources;
import io.haymaker.core.event.AgentEvent;
import io.haymaker.core.event.EventHandler;
import io.haymaker.core.event.EventType;
import io.haymaker.core.event.Incoming;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.scenario.ScenarioName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Agents that make three resources each, wait until all are at work, and take them down again. */
final class InlineAgents {
  /** As many messages as the bus hands over at a time. */
  private static final int CONSUMERS = 8;

  private static final int RESOURCES = 3;

  private final EventHandler events;
  private final Clock clock;
  private final CountDownLatch awaited;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Semaphore consumers = new Semaphore(CONSUMERS);

  InlineAgents(int expected, EventHandler events, Clock clock) {
    this.events = events;
    this.clock = clock;
    this.awaited = new CountDownLatch(expected);
  }

  /** Returns when as many agents as expected are at work. */
  void awaitAll() throws InterruptedException {
    awaited.await();
  }

  /** Lets them all go on to their end. */
  void goOn() {
    end.countDown();
  }

  /** The life of one agent. */
  void live(LaunchSpec spec, QuickResources cloud) {
    try {
      tell(spec, EventType.AGENT_STARTED, Optional.empty());
      List<ResourceId> made = new ArrayList<>();
      for (int i = 0; i < RESOURCES; i++) {
        made.add(make(spec, i, cloud));
      }
      awaited.countDown();
      end.await();
      for (ResourceId id : made.reversed()) {
        cloud.take(id);
        tell(spec, EventType.RESOURCE_DELETED, Optional.of(id));
      }
      tell(spec, EventType.CLEANUP_COMPLETE, Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ResourceId make(LaunchSpec spec, int number, QuickResources cloud)
      throws InterruptedException {
    ResourceId id =
        ResourceId.of(
            "%s/providers/Microsoft.Compute/disks/disk-%d"
                .formatted(
                    QuickResources.group(variable(spec, "HAYMAKER_RESOURCE_GROUP")), number));
    cloud.put(Resource.of(id, spec.labels()));
    tell(spec, EventType.RESOURCE_CREATED, Optional.of(id));
    return id;
  }

  private void tell(LaunchSpec spec, EventType type, Optional<ResourceId> resource)
      throws InterruptedException {
    var event =
        new AgentEvent(
            UUID.randomUUID(),
            type,
            type.wireName(),
            new RunId(UUID.fromString(OwnerTags.value(spec.labels(), OwnerTags.RUN).orElseThrow())),
            new ScenarioName(OwnerTags.value(spec.labels(), OwnerTags.SCENARIO).orElseThrow()),
            Optional.of(variable(spec, "HAYMAKER_AGENT_ID")),
            clock.instant(),
            resource,
            0,
            Optional.empty(),
            type.wireName(),
            Severity.INFO,
            Map.of());
    consumers.acquire();
    try {
      events.handle(new Incoming.Complete(event));
    } finally {
      consumers.release();
    }
  }

  private static String variable(LaunchSpec spec, String name) {
    return Objects.requireNonNull(spec.environment().get(name), name);
  }
}

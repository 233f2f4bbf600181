package io.haymaker.testkit.agent;

import io.haymaker.core.event.AgentEvent;
import io.haymaker.core.event.EventHandler;
import io.haymaker.core.event.EventType;
import io.haymaker.core.event.Incoming;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.cloud.FakeCloud;
import io.haymaker.testkit.runtime.FakeRuntime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the launched containers do: each makes a network, a disk and a NIC in its group, tells so,
 * and when it ends takes them down again, save those that it is told to forget.
 */
public final class FakeAgents {
  private final FakeCloud cloud;
  private final FakeRuntime runtime;
  private final EventHandler events;
  private final Clock clock;
  private final Map<String, Agent> atWork = new HashMap<>();
  private final Set<String> liars = new HashSet<>();
  private final Set<String> late = new HashSet<>();
  private final List<String> lockedOut = new ArrayList<>();
  private final List<Incoming> sent = new ArrayList<>();
  private Duration ahead = Duration.ZERO;
  private boolean counting;

  private static final class Agent {
    final LaunchSpec spec;
    final Instant endsAt;
    final List<ResourceId> made = new ArrayList<>();
    boolean done;
    boolean owesMore;

    Agent(LaunchSpec spec, Instant endsAt) {
      this.spec = spec;
      this.endsAt = endsAt;
    }

    String variable(String name) {
      return Objects.requireNonNull(spec.environment().get(name), name);
    }
  }

  public FakeAgents(FakeCloud cloud, FakeRuntime runtime, EventHandler events, Clock clock) {
    this.cloud = cloud;
    this.runtime = runtime;
    this.events = events;
    this.clock = clock;
  }

  /** The agent of this scenario will say that it deleted everything, and delete nothing. */
  public void letLie(String scenario) {
    liars.add(scenario);
  }

  /** Something more of this scenario's agent appears in its group when it has ended long since. */
  public void letMakeLate(String scenario) {
    late.add(scenario);
  }

  /** The agents whose secret did not work while they ran, and when. */
  public List<String> lockedOut() {
    return List.copyOf(lockedOut);
  }

  /** The last word of every agent says how many resources it made. */
  public void tellHowManyTheyMade() {
    counting = true;
  }

  /** All agents take it to be later than it is. */
  public void clocksAreAheadBy(Duration skew) {
    ahead = skew;
  }

  /** Everything that was sent, to be delivered once more. */
  public List<Incoming> sent() {
    return List.copyOf(sent);
  }

  /** When the next agent has something to do. */
  public Optional<Instant> nextMoment() {
    if (runtime.launched().stream().anyMatch(spec -> !atWork.containsKey(key(spec)))) {
      return Optional.of(clock.instant());
    }
    return atWork.values().stream()
        .filter(agent -> !agent.done)
        .map(agent -> agent.endsAt)
        .filter(end -> end.isAfter(clock.instant()))
        .min(Instant::compareTo);
  }

  /** Everything that is due for the agents now. */
  public void act() {
    runtime.launched().stream()
        .filter(spec -> !atWork.containsKey(key(spec)))
        .toList()
        .forEach(this::begin);
    for (Agent agent : atWork.values()) {
      if (agent.owesMore) {
        makeMore(agent);
      }
      if (!agent.done) {
        ContainerState state = state(agent);
        switch (state) {
          case ContainerState.Starting _, ContainerState.Running _ -> logIn(agent);
          case ContainerState.Succeeded _, ContainerState.Stopped _ -> {
            agent.done = true;
            if (state instanceof ContainerState.Succeeded) {
              logIn(agent);
            }
            tearDown(agent);
            agent.owesMore = late.contains(agent.variable("HAYMAKER_SCENARIO"));
          }
          case ContainerState.Failed _, ContainerState.Lost _ -> agent.done = true;
        }
      }
    }
  }

  private void logIn(Agent agent) {
    boolean works =
        agent.spec.secrets().values().stream()
            .allMatch(secret -> cloud.opens(agent.variable("AZURE_CLIENT_ID"), secret.url()));
    if (!works) {
      lockedOut.add("%s at %s".formatted(agent.spec.name(), clock.instant()));
    }
  }

  /**
   * What the cloud had still to make when the container was gone; only in a group that is there.
   */
  private void makeMore(Agent agent) {
    agent.owesMore = false;
    if (cloud.has(
        ResourceId.group(
            agent.variable("AZURE_SUBSCRIPTION_ID"), agent.variable("HAYMAKER_RESOURCE_GROUP")))) {
      make(agent, "Microsoft.Compute/disks/late");
    }
  }

  private static String key(LaunchSpec spec) {
    return spec.labels().get(OwnerTags.RUN) + "/" + spec.name();
  }

  private ContainerState state(Agent agent) {
    return runtime.present().stream()
        .filter(view -> view.handle().name().equals(agent.spec.name()))
        .map(ContainerView::state)
        .findFirst()
        .orElse(new ContainerState.Failed("vanished"));
  }

  private void begin(LaunchSpec spec) {
    var agent =
        new Agent(
            spec,
            clock
                .instant()
                .plus(
                    Duration.parse(
                        Objects.requireNonNull(spec.environment().get("HAYMAKER_DURATION")))));
    atWork.put(key(spec), agent);
    tell(agent, EventType.AGENT_STARTED, Optional.empty());
    ResourceId network = make(agent, "Microsoft.Network/virtualNetworks/net");
    make(agent, "Microsoft.Compute/disks/disk");
    make(agent, "Microsoft.Network/networkInterfaces/nic", network + "/subnets/default");
  }

  private ResourceId make(Agent agent, String typeAndName, String... needs) {
    ResourceId id =
        ResourceId.of(
            "%s/providers/%s-%s"
                .formatted(
                    ResourceId.group(
                        agent.variable("AZURE_SUBSCRIPTION_ID"),
                        agent.variable("HAYMAKER_RESOURCE_GROUP")),
                    typeAndName,
                    agent.variable("HAYMAKER_UNIQUE")));
    cloud.plant(id.value(), agent.spec.labels(), needs);
    agent.made.addFirst(id);
    tell(agent, EventType.RESOURCE_CREATED, Optional.of(id));
    return id;
  }

  private void tearDown(Agent agent) {
    int forget =
        Integer.parseInt(agent.spec.environment().getOrDefault("HAYMAKER_LEAVE_BEHIND", "0"));
    for (ResourceId id : agent.made.subList(0, agent.made.size() - forget)) {
      if (!liars.contains(agent.variable("HAYMAKER_SCENARIO"))) {
        cloud.vanish(id);
      }
      tell(agent, EventType.RESOURCE_DELETED, Optional.of(id));
    }
    tell(agent, EventType.CLEANUP_COMPLETE, Optional.empty());
  }

  private void tell(Agent agent, EventType type, Optional<ResourceId> resource) {
    var event =
        new Incoming.Complete(
            new AgentEvent(
                UUID.randomUUID(),
                type,
                type.wireName(),
                new RunId(UUID.fromString(agent.variable("HAYMAKER_RUN_ID"))),
                new ScenarioName(agent.variable("HAYMAKER_SCENARIO")),
                Optional.of(agent.variable("HAYMAKER_AGENT_ID")),
                clock.instant().plus(ahead),
                resource,
                0,
                Optional.empty(),
                type.wireName(),
                Severity.INFO,
                counting && type == EventType.CLEANUP_COMPLETE
                    ? Map.of("resources_created", Integer.toString(agent.made.size()))
                    : Map.of()));
    sent.add(event);
    events.handle(event);
  }
}

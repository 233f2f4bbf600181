package io.haymaker.testkit.story;

import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.cleanup.DeletionRules;
import io.haymaker.core.cleanup.TypePolicies;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.run.AgentNames;
import io.haymaker.core.run.AgentSizes;
import io.haymaker.core.run.EventRecorder;
import io.haymaker.core.run.NameRegistry;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.run.RunService;
import io.haymaker.core.run.RunSettings;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scenario.ScenarioChoice;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.validation.Check;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.agent.FakeAgents;
import io.haymaker.testkit.cloud.FakeCloud;
import io.haymaker.testkit.fault.SimulatedCrash;
import io.haymaker.testkit.runtime.Behaviour;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run in a world of fakes. Time passes only when the story goes on. */
final class Story {
  static final InstallationId US = new InstallationId("testinstall1");
  static final Duration DURATION = Duration.ofHours(1);
  static final RoleGrant TOPIC =
      new RoleGrant(
          "Azure Service Bus Data Sender",
          "/subscriptions/%s/resourceGroups/shared".formatted(FakeCloud.SUBSCRIPTION));

  /** More turns than any run needs: one that takes them does not come to an end. */
  private static final int TURNS = 5_000;

  final MovableClock clock = new MovableClock();
  final InMemoryStore store = new InMemoryStore(US);
  final FakeCloud cloud = new FakeCloud(clock);
  final FakeRuntime runtime = new FakeRuntime(US, clock);
  final List<Check> checks = new ArrayList<>();
  final List<ScenarioChoice> catalog = new ArrayList<>();
  final RunBooks books =
      new RunBooks(
          store.transactions(),
          store.runs(),
          store.ledger(),
          store.journal(),
          store.reports(),
          store.work(),
          store.alerts());
  final EventRecorder recorder =
      new EventRecorder(
          store.transactions(), store.journal(), store.ledger(), store.runs(), store.work(), clock);
  final RunService service = new RunService(books, clock);
  final SlowPost post = new SlowPost(recorder, clock);
  final FakeAgents agents = new FakeAgents(cloud, runtime, post, clock);
  NameRegistry names = (_, _) -> Look.absent();
  private Selection selection = new Selection.Sized(SimulationSize.SMALL);
  private DeletionPolicy policy = DeletionPolicy.STANDARD;
  private int leaveBehind;
  private @Nullable RunId run;

  /** A run of these scenarios, which are all that there are. */
  static Story of(String... scenarios) {
    var story = new Story();
    story.cloud.containersFrom(story.runtime::present);
    story.runtime.behave(Behaviour.succeedsAfter(DURATION));
    List<ScenarioName> chosen = Arrays.stream(scenarios).map(ScenarioName::new).toList();
    story.selection = new Selection.Named(chosen);
    chosen.forEach(
        name -> story.catalog.add(new ScenarioChoice(name, "Compute", "# Scenario: " + name)));
    return story;
  }

  /** A run of that size, chosen among what there is. */
  Story sized(SimulationSize size) {
    selection = new Selection.Sized(size);
    return this;
  }

  Story leavingBehind(int resources) {
    leaveBehind = resources;
    return this;
  }

  RunSettings settings() {
    return new RunSettings(
        FakeCloud.SUBSCRIPTION,
        "eastus2",
        "registry.example/agent:1",
        AgentSizes.all(new ContainerSize(2, 64)),
        Map.of("AZURE_TENANT_ID", "tenant"),
        List.of("Contributor"),
        List.of(TOPIC),
        RunSettings.Pace.STANDARD);
  }

  DeletionPolicy policy() {
    return policy;
  }

  /** A run whose cleanup treats these types in their own way. */
  Story with(TypePolicies types) {
    DeletionRules rules = DeletionRules.STANDARD;
    policy = policy.withRules(new DeletionRules(types, rules.protectedTag(), rules.budget()));
    return this;
  }

  RunId id() {
    if (run == null) {
      run = service.start(new RunOptions(selection, 7, DURATION, leaveBehind));
    }
    return run;
  }

  Run run() {
    return store.runs().find(id()).orElseThrow();
  }

  ScenarioRun scenario(String name) {
    return store.runs().scenarios(id()).stream()
        .filter(one -> one.scenario().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The six characters that are in every name made for a scenario. */
  String unique(String scenario) {
    return AgentNames.unique(US, id(), new ScenarioName(scenario));
  }

  /** The group of a scenario's own. */
  ResourceId group(String scenario) {
    return scenario(scenario).plan().group();
  }

  /** Lets the run go on until it is in that phase, or further. */
  Story until(Phase phase) {
    goOn(new ControlPlane(this), () -> run().phase().compareTo(phase) >= 0);
    return this;
  }

  /** Lets the run go on until one round of its cleanup saw everything and nothing remain. */
  Story untilCleanOnce() {
    goOn(
        new ControlPlane(this), () -> run().cleanup().filter(CleanupProgress::isClean).isPresent());
    return this;
  }

  /** Lets the run go on until its agents are at work: they have made what they make. */
  Story untilAgentsAreAtWork() {
    until(Phase.MONITORING);
    agents.act();
    return this;
  }

  /** Lets the run go on to its end. */
  Ending end() {
    return endBegunBy(new ControlPlane(this));
  }

  /** Lets the run go on to its end; where this process dies, a new one takes over. */
  Ending endBegunBy(ControlPlane first) {
    goOn(first, () -> run().isOver());
    return new Ending(this);
  }

  private void goOn(ControlPlane first, Supplier<Boolean> reached) {
    id();
    ControlPlane process = first;
    for (int turn = 0; turn < TURNS; turn++) {
      if (reached.get()) {
        return;
      }
      passToNextMoment();
      try {
        process.work();
      } catch (SimulatedCrash e) {
        process = new ControlPlane(this);
      }
    }
    throw new AssertionError("the run comes to no end: " + run() + store.runs().scenarios(id()));
  }

  /** Time jumps to when something is due, for the control plane or for an agent. */
  void passToNextMoment() {
    Instant next =
        store
            .work()
            .nextLook(id())
            .orElseThrow(() -> new AssertionError("nobody will look again: " + run()));
    Instant moment = agents.nextMoment().filter(next::isAfter).orElse(next);
    if (moment.isAfter(clock.instant())) {
      clock.set(moment);
    }
    agents.act();
    post.deliver();
  }
}

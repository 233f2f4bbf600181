package io.haymaker.chaos.step;

import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.AgentNames;
import io.haymaker.core.run.AgentSizes;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.run.RunService;
import io.haymaker.core.run.RunSettings;
import io.haymaker.core.run.RunWorld;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scenario.ScenarioChoice;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.validation.Validator;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.agent.FakeAgents;
import io.haymaker.testkit.cloud.FakeCloud;
import io.haymaker.testkit.runtime.Behaviour;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * All that outlives a process of the control plane: database, cloud, containers, bus and clock, and
 * in them one run.
 */
final class Universe {
  static final InstallationId US = new InstallationId("chaosinstall");
  private static final Duration DURATION = Duration.ofHours(1);
  static final RoleGrant TOPIC =
      new RoleGrant(
          "Azure Service Bus Data Sender",
          "/subscriptions/%s/resourceGroups/shared".formatted(FakeCloud.SUBSCRIPTION));

  /** The role that every agent has, as the cloud's effects name it. */
  static final String SHARED = TOPIC.role() + " " + TOPIC.scope();

  final MovableClock clock = new MovableClock();
  final InMemoryStore store = new InMemoryStore(US);
  final FakeCloud cloud = new FakeCloud(clock);
  final FakeRuntime runtime = new FakeRuntime(US, clock);
  final RunBooks books =
      new RunBooks(
          store.transactions(),
          store.runs(),
          store.ledger(),
          store.journal(),
          store.reports(),
          store.work(),
          store.alerts());
  final RunService service = new RunService(books, clock);
  final Weather weather;
  final Bus bus;
  final FakeAgents agents;
  final RunId run;
  private final long seed;
  private final List<ScenarioChoice> catalog = new ArrayList<>();
  private final List<String> lockedOut = new ArrayList<>();
  private Runnable whenFrozen = () -> {};

  Universe(Scene scene) {
    this.seed = scene.seed();
    var chance = new Random(seed);
    this.weather = new Weather(chance, scene, clock);
    this.bus = new Bus(chance);
    this.agents = new FakeAgents(cloud, runtime, bus, clock);
    cloud.containersFrom(runtime::present);
    cloud.inventoryLagsBy(scene.lag());
    // As vaults are: what we delete of them has to be purged as well, wherever we die.
    cloud.keepDeleted("Microsoft.Network/virtualNetworks");
    cloud.refuseNextLogins(scene.refusedLogins());
    runtime.behave(Behaviour.succeedsAfter(DURATION));
    var names = new ArrayList<ScenarioName>();
    for (int i = 0; i < scene.agents().size(); i++) {
      Manner manner = scene.agents().get(i);
      var name =
          new ScenarioName("agent-%02d-%s".formatted(i, manner.name().toLowerCase(Locale.ROOT)));
      names.add(name);
      catalog.add(new ScenarioChoice(name, "Chaos", "# Scenario: " + name));
      behave(name, manner);
    }
    this.run =
        service.start(new RunOptions(new Selection.Named(names), 7, DURATION, scene.leaveBehind()));
  }

  private void behave(ScenarioName scenario, Manner manner) {
    var container = new ContainerName(AgentNames.classicContainer(scenario));
    switch (manner) {
      case HONEST -> {}
      case LYING -> agents.letLie(scenario.value());
      case CRASHING ->
          runtime.behave(container, Behaviour.failsAfter(DURATION.dividedBy(2), "crashed"));
      case HANGING -> runtime.behave(container, Behaviour.runs().deaf());
      case LATE -> agents.letMakeLate(scenario.value());
    }
  }

  long seed() {
    return seed;
  }

  Run run() {
    return store.runs().find(run).orElseThrow();
  }

  /** Who hears that a process stands still. */
  void whenFrozen(Runnable listener) {
    whenFrozen = listener;
  }

  void frozen() {
    whenFrozen.run();
  }

  RunWorld world() {
    return new RunWorld(
        () -> catalog,
        new Validator(List.of(), Duration.ofSeconds(20), clock),
        (_, _) -> Look.absent(),
        cloud.groups(),
        cloud.reader(),
        cloud.deleter(),
        cloud.inventory(),
        cloud.directory(),
        cloud.roles(),
        cloud.secrets(),
        cloud.probe(),
        runtime,
        cloud.audit());
  }

  /** One thing after the other, so that a seed tells it all. */
  RunSettings settings() {
    RunSettings.Pace usual = RunSettings.Pace.STANDARD;
    return new RunSettings(
        FakeCloud.SUBSCRIPTION,
        "eastus2",
        "registry.example/agent:1",
        AgentSizes.all(new ContainerSize(2, 64)),
        Map.of("AZURE_TENANT_ID", "tenant"),
        List.of("Contributor"),
        List.of(TOPIC),
        new RunSettings.Pace(
            1,
            usual.propagation(),
            usual.monitorInterval(),
            usual.agentGrace(),
            usual.stopGrace(),
            usual.containerTimeout(),
            usual.provisioningLimit()));
  }

  DeletionPolicy policy() {
    DeletionPolicy usual = DeletionPolicy.STANDARD;
    return new DeletionPolicy(
        usual.perResource(),
        usual.betweenRounds(),
        usual.deadline(),
        usual.follow(),
        usual.followSlow(),
        usual.staleAfter(),
        usual.settle(),
        1,
        usual.rules());
  }

  private void letAgentsAct() {
    int known = agents.lockedOut().size();
    agents.act();
    // Later the identities are taken back; who hangs on then has to be locked out.
    if (run().phase().compareTo(Phase.MONITORING) <= 0) {
      List<String> all = agents.lockedOut();
      lockedOut.addAll(all.subList(known, all.size()));
    }
  }

  /** The agents whose secret did not work while they were to work. */
  List<String> lockedOut() {
    return List.copyOf(lockedOut);
  }

  /**
   * Time jumps to when something is due, for the control plane or for an agent.
   *
   * @return false when nobody will ever look at the run again
   */
  boolean passToNextMoment() {
    Optional<Instant> look = store.work().nextLook(run);
    if (look.isEmpty()) {
      return false;
    }
    Instant next = look.get();
    Instant moment = agents.nextMoment().filter(next::isAfter).orElse(next);
    if (moment.isAfter(clock.instant())) {
      clock.set(moment);
    }
    letAgentsAct();
    return true;
  }
}

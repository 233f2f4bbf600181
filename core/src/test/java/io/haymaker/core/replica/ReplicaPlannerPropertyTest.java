package io.haymaker.core.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.replica.ReplicaPlan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever there is and whatever is wanted: what the planner says is safe, and leads there. */
class ReplicaPlannerPropertyTest {
  private static final Instant T = Instant.parse("2026-05-01T00:00:00Z");
  private static final List<String> IMAGES = List.of("web:1", "acme/job:2");

  private final ReplicaNames names = new ReplicaNames(new InstallationId("testinstall1"));
  private final ReplicaPlanner planner = new ReplicaPlanner(names);

  /** A world that does what is planned. */
  private final class World {
    final Random chance;
    final List<DesiredImage> wanted = new ArrayList<>();
    final List<Instance> instances = new ArrayList<>();
    final List<Intent> intents = new ArrayList<>();
    final List<Setback> setbacks = new ArrayList<>();
    Instant now = T;
    int made;

    World(long seed) {
      chance = new Random(seed);
      for (String image : IMAGES) {
        int minimum = chance.nextInt(3);
        int count = minimum + chance.nextInt(5);
        wanted.add(
            new DesiredImage(
                image,
                minimum,
                count + chance.nextInt(3),
                count,
                Limits.NONE,
                Map.of(),
                List.of(),
                false,
                T));
      }
      for (int i = chance.nextInt(12); i > 0; i--) {
        arrive(IMAGES.get(chance.nextInt(IMAGES.size())));
      }
    }

    private void arrive(String image) {
      int slot = 1 + chance.nextInt(8);
      boolean ours = chance.nextInt(6) != 0;
      boolean named = ours && chance.nextInt(5) != 0;
      String name = named ? names.of(image, slot) : "adopted-" + slot;
      if (instances.stream().anyMatch(there -> there.name().equals(name))) {
        return;
      }
      InstanceState state =
          switch (chance.nextInt(4)) {
            case 0 -> new InstanceState.Created();
            case 1 -> new InstanceState.Ended(OptionalInt.of(1));
            default -> new InstanceState.Running();
          };
      Instance made = instance(name, image, ours, state, T.minusSeconds(chance.nextInt(300)));
      instances.add(made);
      if (ours && chance.nextInt(5) == 0) {
        Intent.Kind kind = chance.nextBoolean() ? Intent.Kind.STOP : Intent.Kind.DELETE;
        intents.add(new Intent(made.id(), image, kind, T));
      }
    }

    private Instance instance(
        String name, String image, boolean ours, InstanceState state, Instant at) {
      return new Instance(
          new InstanceId("c" + made++),
          name,
          image,
          ours,
          state,
          at,
          List.of(),
          Limits.NONE,
          false);
    }

    ReplicaPlan plan() {
      return planner.plan(new ReplicaSnapshot(wanted, instances, intents, setbacks, now));
    }

    void perform(ReplicaPlan plan) {
      for (Setback setback : plan.setbacks()) {
        setbacks.removeIf(known -> known.image().equals(setback.image()));
        setbacks.add(setback);
      }
      setbacks.removeIf(known -> plan.forgiven().contains(known.image()));
      for (ReplicaPlan.Work work : plan.works()) {
        work.clearing().forEach(this::take);
        work.filling().forEach(this::take);
      }
    }

    private void take(Step step) {
      switch (step) {
        case Step.Stop(Instance instance) ->
            become(instance, new InstanceState.Ended(OptionalInt.of(0)));
        case Step.Remove(Instance instance, String _) -> instances.remove(instance);
        case Step.Retire(Instance instance) -> instances.remove(instance);
        case Step.Resize _ -> {}
        case Step.Begin(Instance instance) -> become(instance, new InstanceState.Running());
        case Step.Launch(var spec) -> {
          if (instances.stream().noneMatch(there -> there.name().equals(spec.name()))) {
            instances.add(
                instance(spec.name(), spec.image(), true, new InstanceState.Running(), now));
          }
        }
      }
    }

    private void become(Instance instance, InstanceState state) {
      instances.remove(instance);
      instances.add(
          new Instance(
              instance.id(),
              instance.name(),
              instance.image(),
              instance.ours(),
              state,
              instance.createdAt(),
              instance.ports(),
              instance.limits(),
              instance.strict()));
    }

    List<Instance> counted(DesiredImage image) {
      Set<InstanceId> apart = intents.stream().map(Intent::id).collect(Collectors.toSet());
      return instances.stream()
          .filter(there -> there.ours() && there.image().equals(image.image()))
          .filter(there -> !apart.contains(there.id()))
          .toList();
    }
  }

  @Property(tries = 1000)
  void oneLookNeverGoesBeyondWhatIsWanted(@ForAll long seed) {
    var world = new World(seed);
    Set<InstanceId> foreign =
        world.instances.stream()
            .filter(there -> !there.ours())
            .map(Instance::id)
            .collect(Collectors.toSet());
    ReplicaPlan plan = world.plan();
    var launched = new HashSet<String>();
    for (ReplicaPlan.Work work : plan.works()) {
      for (Step step : work.filling()) {
        if (step instanceof Step.Launch(var spec)) {
          assertThat(launched.add(spec.name())).as("one for each slot").isTrue();
        }
      }
    }
    world.perform(plan);
    for (DesiredImage image : world.wanted) {
      assertThat(world.counted(image).stream().filter(Instance::isRunning).count())
          .isLessThanOrEqualTo(image.count());
    }
    assertThat(world.instances)
        .as("what is foreign is left alone")
        .extracting(Instance::id)
        .containsAll(foreign);
    assertThat(world.instances).extracting(Instance::name).doesNotHaveDuplicates();
  }

  @Property(tries = 1000)
  void afterSomeLooksItIsAsWantedAndThenNothingIsDone(@ForAll long seed) {
    var world = new World(seed);
    for (int look = 0; look < 8; look++) {
      world.perform(world.plan());
      world.now = world.now.plus(Duration.ofSeconds(20));
    }
    for (DesiredImage image : world.wanted) {
      assertThat(world.counted(image)).hasSize(image.count()).allMatch(Instance::isRunning);
    }
    assertThat(world.plan().works()).isEmpty();
  }

  @Property(tries = 1000)
  void whatSomebodyStoppedStandsStillAndWhatSomebodyDeletedGoes(@ForAll long seed) {
    var world = new World(seed);
    for (int look = 0; look < 4; look++) {
      world.perform(world.plan());
      world.now = world.now.plus(Duration.ofSeconds(20));
    }
    for (Intent intent : world.intents) {
      List<Instance> there =
          world.instances.stream().filter(one -> one.id().equals(intent.id())).toList();
      if (intent.kind() == Intent.Kind.DELETE) {
        assertThat(there).isEmpty();
      } else {
        assertThat(there).hasSize(1).noneMatch(Instance::isRunning);
      }
    }
  }

  @Property(tries = 500)
  void theNewestGoFirst(@ForAll long seed) {
    var world = new World(seed);
    for (ReplicaPlan.Work work : world.plan().works()) {
      for (Step step : work.clearing()) {
        if (step instanceof Step.Retire(Instance gone)) {
          List<Instance> kept =
              world.wanted.stream()
                  .filter(image -> image.image().equals(gone.image()))
                  .flatMap(image -> world.counted(image).stream())
                  .filter(there -> !(there.state() instanceof InstanceState.Ended))
                  .filter(there -> there.createdAt().isAfter(gone.createdAt()))
                  .toList();
          Set<InstanceId> cleared =
              work.clearing().stream()
                  .flatMap(
                      other ->
                          switch (other) {
                            case Step.Retire(Instance one) -> Stream.of(one.id());
                            case Step.Remove(Instance one, String _) -> Stream.of(one.id());
                            default -> Stream.<InstanceId>empty();
                          })
                  .collect(Collectors.toSet());
          assertThat(kept).extracting(Instance::id).allMatch(cleared::contains);
        }
      }
    }
  }

  @Property(tries = 500)
  void nothingIsBegunBeforeABackOffIsOver(@ForAll long seed) {
    var world = new World(seed);
    Instant until = T.plus(Duration.ofMinutes(3));
    for (DesiredImage image : world.wanted) {
      world.setbacks.add(new Setback(image.image(), 5, until, "it died", Set.of()));
    }
    ReplicaPlan plan = world.plan();
    for (ReplicaPlan.Work work : plan.works()) {
      assertThat(work.filling()).noneMatch(step -> step instanceof Step.Launch);
    }
  }
}

package io.haymaker.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.replica.InstanceView;
import io.haymaker.core.replica.LimitTexts;
import io.haymaker.core.replica.MoreRequest;
import io.haymaker.core.replica.ReplicaBooks;
import io.haymaker.core.replica.ReplicaSettings;
import io.haymaker.core.replica.ReplicaWorld;
import io.haymaker.core.replica.Replicas;
import io.haymaker.core.replica.Reply;
import io.haymaker.core.replica.StartRequest;
import io.haymaker.core.replica.Started;
import io.haymaker.core.retry.Pauser;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.Engine;
import io.haymaker.testkit.store.InMemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** As many run as are wanted, on a real engine, which is killed meanwhile, by two at once. */
@EnabledIf(
    value = "io.haymaker.docker.engine.PrivateEngine#isPossible",
    disabledReason = "no Docker engine can be started: no root, no dockerd or no static busybox")
class ReplicasOnDockerIT {
  private static final Duration LONG = Duration.ofMinutes(4);

  private final InMemoryStore store = new InMemoryStore();
  private final InstallationId installation = store.installation().id();
  private PrivateEngine machine;
  private DockerEngine docker;

  @BeforeEach
  void start() throws Exception {
    machine = PrivateEngine.start();
    docker = Engine.open(machine.host());
  }

  @AfterEach
  void stop() throws Exception {
    machine.clear(docker);
    docker.close();
    machine.stop();
  }

  /** One process on the engine and the database. */
  private Replicas process() {
    var engine =
        new DockerContainerEngine(
            docker,
            new EngineSettings(installation, "127.0.0.1", Duration.ofSeconds(60)),
            Clock.systemUTC());
    var books =
        new ReplicaBooks(
            store.transactions(), store.replicas(), _ -> Map.of(), store.journal(), (_, _) -> {});
    return new Replicas(
        books,
        new ReplicaWorld(
            installation, engine, ReplicaSettings.DEFAULT, Clock.systemUTC(), Pauser.system()));
  }

  private static Reply<Started> start(Replicas process, int count) {
    return start(process, count, false);
  }

  private static Reply<Started> start(Replicas process, int count, boolean strict) {
    return process
        .service()
        .start(
            new StartRequest(
                Engine.RUNS,
                OptionalInt.of(count),
                OptionalInt.empty(),
                OptionalInt.empty(),
                LimitTexts.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(strict)));
  }

  private static Reply<Started> more(Replicas process) {
    return process
        .service()
        .startMore(
            new MoreRequest(
                Engine.RUNS,
                OptionalInt.of(1),
                LimitTexts.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private static <T> T done(Reply<T> reply) {
    assertThat(reply).isInstanceOf(Reply.Done.class);
    return ((Reply.Done<T>) reply).value();
  }

  /** All of ours, whatever they do. */
  private List<Instance> present(Replicas process) {
    return done(process.service().containers()).stream().map(InstanceView::instance).toList();
  }

  private boolean isAsWanted(Replicas process, int count) {
    List<Instance> present = present(process);
    return present.size() == count && present.stream().allMatch(Instance::isRunning);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for %s", LONG).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  /** Looks on and on, as its workers would. */
  private static void keepLooking(Replicas process, AtomicBoolean over) {
    while (!over.get()) {
      process.reconciler().look();
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @Test
  void anEngineThatIsKilledInTheMiddleHasAllOfThemAgainAndNoneTwice() throws Exception {
    Replicas one = process();
    Replicas other = process();
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> keepLooking(one, over));
      Future<?> second = threads.submit(() -> keepLooking(other, over));
      try {
        done(start(one, 4));
        Instance victim = present(one).getFirst();
        docker.client().killContainerCmd(victim.id().value()).exec();
        machine.kill();
        machine.startAgain();
        await(() -> isAsWanted(one, 4));
      } finally {
        over.set(true);
        first.get();
        second.get();
      }
    }
    assertThat(present(one)).extracting(Instance::name).doesNotHaveDuplicates().hasSize(4);
    assertThat(store.replicas().images())
        .hasSize(1)
        .first()
        .extracting(i -> i.count())
        .isEqualTo(4);
  }

  @Test
  void twoWhoAskAtOnceHaveWhatEachAskedFor() throws Exception {
    Replicas process = process();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply<Started>> equal = threads.submit(() -> start(process, 2));
      Future<Reply<Started>> again = threads.submit(() -> start(process, 2));
      assertThat(done(equal.get()).running()).hasSize(2);
      assertThat(done(again.get()).running()).hasSize(2);
      assertThat(present(process)).hasSize(2);

      Future<Reply<Started>> further = threads.submit(() -> more(process));
      Future<Reply<Started>> another = threads.submit(() -> more(process));
      assertThat(done(further.get()).running().getFirst().instance().id())
          .isNotEqualTo(done(another.get()).running().getFirst().instance().id());
    }
    await(
        () -> {
          process.reconciler().look();
          return isAsWanted(process, 4);
        });
  }

  @Test
  void whatIsStoppedStaysStoppedAndWhatDiesIsReplacedByOneAsStrict() {
    Replicas process = process();
    done(start(process, 2, true));
    List<Instance> begun = present(process);
    done(process.service().stop(Engine.RUNS, begun.getFirst().name()));
    docker.client().killContainerCmd(begun.getLast().id().value()).exec();
    await(
        () -> {
          process.reconciler().look();
          List<Instance> now = present(process);
          return now.size() == 2
              && now.stream().filter(Instance::isRunning).count() == 1
              && now.stream().noneMatch(one -> one.id().equals(begun.getLast().id()));
        });
    assertThat(present(process)).extracting(Instance::id).contains(begun.getFirst().id());
    for (Instance one : present(process)) {
      HostConfig rights =
          docker.client().inspectContainerCmd(one.id().value()).exec().getHostConfig();
      assertThat(rights.getCapDrop()).contains(Capability.ALL);
      assertThat(rights.getReadonlyRootfs()).isTrue();
    }
  }
}

package io.haymaker.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.ContainerEngine.Reading;
import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.EngineEvent.Kind;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.engine.Usage;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.docker.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the contract cannot ask of every engine. */
@EnabledIf(
    value = "io.haymaker.docker.Engine#isThere",
    disabledReason = "no Docker engine at DOCKER_HOST or the usual socket, or no static busybox")
class ManagedContainersIT {
  private static ManagedFixture fixture;

  private ContainerEngine engine;

  @BeforeAll
  static void connect() {
    fixture = new ManagedFixture();
  }

  @AfterAll
  static void disconnect() {
    fixture.close();
  }

  @BeforeEach
  void engineOfAnInstallation() {
    engine = fixture.engine();
  }

  @AfterEach
  void nothingStays() {
    fixture.removeEverything();
  }

  @Test
  void theDiskIsThatOfTheEnginesData() throws IOException {
    Path data = Path.of(fixture.client().infoCmd().exec().getDockerRootDir());
    Optional<Long> total =
        fixture.isLocal() && Files.isDirectory(data)
            ? Optional.of(Files.getFileStore(data).getTotalSpace())
            : Optional.empty();

    Look<HostFacts> host = engine.host();

    assertThat(host).isInstanceOf(Look.Found.class);
    assertThat(((Look.Found<HostFacts>) host).value().disk().map(HostFacts.Disk::totalBytes))
        .as("an engine whose folders are not to be seen has none")
        .isEqualTo(total);
  }

  @Test
  void aLaunchGoesOnWithWhatADeadOneMade() {
    String made =
        fixture
            .client()
            .createContainerCmd(Engine.RUNS)
            .withName(fixture.name("made"))
            .withLabels(
                Map.of(
                    "managed-by",
                    Engine.RUNS,
                    "haymaker.installation",
                    fixture.installation().value()))
            .exec()
            .getId();

    Instance launched = launched(fixture.spec("made"));

    assertThat(launched.id().value()).isEqualTo(made);
    assertThat(launched.isRunning()).isTrue();
  }

  @Test
  void everyContainerIsBounded() {
    Instance bounded = launched(fixture.spec("bounded"));

    HostConfig host = inspect(bounded.id()).getHostConfig();
    assertThat(host.getSecurityOpts()).contains("no-new-privileges:true");
    assertThat(host.getPidsLimit()).isPositive();
    assertThat(host.getInit()).isTrue();
    assertThat(host.getRestartPolicy().getName()).isIn("no", "");
    assertThat(host.getLogConfig().getConfig()).containsKey("max-size");
    assertThat(host.getCapDrop()).contains(Capability.NET_RAW);
    assertThat(inspect(bounded.id()).getMounts()).isEmpty();
    assertThat(inspect(bounded.id()).getConfig().getLabels())
        .containsEntry("managed-by", Engine.RUNS)
        .containsEntry("haymaker.installation", fixture.installation().value());
  }

  @Test
  void aStrictContainerMayDoNothingAndItsNetworkGoesWithTheLast() {
    Instance first = launched(fixture.spec("strict-1", Engine.RUNS, List.of(), true));
    Instance second = launched(fixture.spec("strict-2", Engine.RUNS, List.of(), true));

    assertThat(first.strict()).isTrue();
    assertThat(engine.launch(fixture.spec("strict-1")))
        .as("one that is not, of the same name")
        .isInstanceOf(Outcome.Refused.class);
    InspectContainerResponse seen = inspect(first.id());
    assertThat(seen.getHostConfig().getCapDrop()).contains(Capability.ALL);
    assertThat(seen.getHostConfig().getReadonlyRootfs()).isTrue();
    assertThat(seen.getConfig().getUser()).isNotBlank().doesNotStartWith("0");
    assertThat(fixture.networks()).singleElement().matches(network -> network.getInternal());
    engine.remove(first.id());
    assertThat(fixture.networks()).hasSize(1);
    engine.remove(second.id());
    assertThat(fixture.networks()).isEmpty();
    assertThat(engine.launch(fixture.spec("loud", Engine.RUNS, List.of(PortRequest.tcp(80)), true)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void limitsAreKnownAfterARestartAndWhenOthersChangedThem() {
    var small = new Limits(OptionalDouble.of(0.5), OptionalLong.of(64L << 20));
    var larger = new Limits(OptionalDouble.of(0.5), OptionalLong.of(96L << 20));
    Instance sized =
        launched(
            new InstanceSpec(
                fixture.name("sized"), Engine.RUNS, small, Map.of(), List.of(), false));
    done(engine.resize(sized.id(), larger));
    assertThat(limits(fixture.engine(), sized.id())).as("after a restart").isEqualTo(larger);

    try (Reading watching = done(engine.watch(Optional.empty(), _ -> {}))) {
      fixture
          .client()
          .updateContainerCmd(sized.id().value())
          .withMemory(128L << 20)
          .withMemorySwap(128L << 20)
          .exec();

      var others = new Limits(OptionalDouble.of(0.5), OptionalLong.of(128L << 20));
      fixture.await("the change", () -> limits(engine, sized.id()).equals(others));
      assertThat(watching.isOver()).isFalse();
    }
  }

  private static Limits limits(ContainerEngine engine, InstanceId id) {
    return ManagedFixture.complete(engine.instances()).stream()
        .filter(instance -> instance.id().equals(id))
        .findFirst()
        .orElseThrow()
        .limits();
  }

  @Test
  void listsNeverFailNorComeBackEmptyWhileContainersComeAndGo() {
    Instance stays = launched(fixture.spec("stays"));
    CompletableFuture<?>[] churn = new CompletableFuture<?>[4];
    for (int i = 0; i < churn.length; i++) {
      String name = "churn-" + i;
      churn[i] =
          CompletableFuture.runAsync(
              () -> {
                for (int times = 0; times < 3; times++) {
                  engine.remove(launched(fixture.spec(name)).id());
                }
              });
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(churn);
    // Another process lists too, and knows no limits beforehand.
    while (!all.isDone()) {
      for (ContainerEngine lister : List.of(engine, fixture.engine())) {
        assertThat(ManagedFixture.complete(lister.instances()))
            .extracting(Instance::id)
            .contains(stays.id());
      }
    }
    all.join();
  }

  @Test
  void whatRunsIsMeasuredAndWhatDoesNotIsLeftOut() {
    Instance idle = launched(fixture.spec("idle"));
    var half = new Limits(OptionalDouble.of(0.5), OptionalLong.empty());
    Instance busy =
        launched(
            new InstanceSpec(fixture.name("busy"), Engine.BUSY, half, Map.of(), List.of(), false));

    for (String round : List.of("first", "second")) {
      List<Usage> usages = ManagedFixture.complete(engine.usage(Duration.ZERO));

      assertThat(usages)
          .as(round)
          .extracting(Usage::id)
          .containsExactlyInAnyOrder(idle.id(), busy.id());
      assertThat(of(usages, busy).cpuCores()).isGreaterThan(of(usages, idle).cpuCores());
      assertThat(of(usages, busy).cpuCores()).isBetween(0.01, 1.0);
      assertThat(of(usages, idle).memoryBytes()).isBetween(1L, 64L << 20);
    }
    engine.remove(busy.id());
    assertThat(ManagedFixture.complete(engine.usage(Duration.ofHours(1))))
        .as("young enough")
        .hasSize(2);
    assertThat(ManagedFixture.complete(engine.usage(Duration.ZERO))).hasSize(1);
  }

  private static Usage of(List<Usage> usages, Instance instance) {
    return usages.stream().filter(u -> u.id().equals(instance.id())).findFirst().orElseThrow();
  }

  @Test
  void everyThingThatHappensToManagedContainersIsTold() {
    var heard = new CopyOnWriteArrayList<EngineEvent>();
    Reading watching = done(engine.watch(Optional.empty(), heard::add));

    Instance ours = launched(fixture.spec("ours", Engine.BADLY));
    fixture.plant("nobodys", Map.of("colour", "red"));
    InstanceId foreign = fixture.plant("foreign", Map.of("managed-by", Engine.RUNS));
    fixture.await("the end", () -> told(heard, ours.id(), Kind.STOP));
    engine.remove(ours.id());
    fixture.await("the removal", () -> told(heard, ours.id(), Kind.REMOVE));
    fixture.await("the foreign one", () -> told(heard, foreign, Kind.START));

    assertThat(heard)
        .filteredOn(event -> event.id().equals(ours.id()))
        .extracting(EngineEvent::kind)
        .containsExactly(Kind.CREATE, Kind.START, Kind.STOP, Kind.REMOVE);
    EngineEvent stop = heard.stream().filter(e -> e.kind() == Kind.STOP).findFirst().orElseThrow();
    assertThat(stop.exitCode()).hasValue(3);
    assertThat(stop.name()).isEqualTo(ours.name());
    assertThat(stop.image()).isEqualTo(Engine.BADLY);
    assertThat(heard).noneMatch(event -> event.name().contains("nobodys"));
    watching.close();
    assertThat(watching.isOver()).isTrue();
  }

  private static boolean told(List<EngineEvent> heard, InstanceId id, Kind kind) {
    return heard.stream().anyMatch(e -> e.id().equals(id) && e.kind() == kind);
  }

  @Test
  void whoeverThrowsAtAnEventHearsNoMore() throws Exception {
    Reading watching =
        done(
            engine.watch(
                Optional.empty(),
                _ -> {
                  throw new IllegalStateException("enough");
                }));

    launched(fixture.spec("thrown"));

    watching.await();
    assertThat(watching.isOver()).isTrue();
  }

  @Test
  void aLogIsFollowedToItsEnd() throws Exception {
    Instance writer = launched(fixture.spec("writer", Engine.WRITES));
    var lines = new CopyOnWriteArrayList<String>();

    Reading reading = done(engine.follow(writer.id(), 100, lines::add));

    reading.await();
    assertThat(lines).containsExactly("line 1", "line 2", "line 3");
  }

  @Test
  void whatIsAdoptedKeepsItsSettingsAndItsVolumesUnderOurBounds() {
    String old =
        fixture
            .client()
            .createContainerCmd(Engine.RUNS)
            .withName(fixture.name("old"))
            .withEnv("COLOUR=green")
            .withVolumes(new Volume("/data"))
            .withLabels(Map.of("managed-by", "acme/shop:1", "team", "blue"))
            .withHostConfig(HostConfig.newHostConfig().withCpuQuota(50_000L).withMemory(64L << 20))
            .exec()
            .getId();
    fixture.client().startContainerCmd(old).exec();
    String volume =
        fixture.client().inspectContainerCmd(old).exec().getMounts().getFirst().getName();

    Instance ours = done(engine.adopt(new InstanceId(old)));

    InspectContainerResponse seen = inspect(ours.id());
    assertThat(ours.image()).isEqualTo("acme/shop:1");
    assertThat(ours.isRunning()).isTrue();
    assertThat(ours.limits())
        .isEqualTo(new Limits(OptionalDouble.of(0.5), OptionalLong.of(64L << 20)));
    assertThat(seen.getConfig().getEnv()).contains("COLOUR=green");
    assertThat(seen.getConfig().getLabels()).containsEntry("team", "blue");
    assertThat(seen.getMounts().getFirst().getName()).isEqualTo(volume);
    assertThat(seen.getHostConfig().getSecurityOpts()).contains("no-new-privileges:true");
    assertThat(seen.getHostConfig().getInit()).isTrue();
    assertThat(engine.resize(ours.id(), new Limits(OptionalDouble.of(0.25), OptionalLong.empty())))
        .isInstanceOf(Outcome.Done.class);
    assertThat(done(engine.remove(ours.id()))).isNotNull();
    fixture.client().removeVolumeCmd(volume).exec();
  }

  @Test
  void whatSeesTheEngineIsNotAdoptedAndStaysAsItWas(@TempDir Path folder) {
    String old =
        fixture
            .client()
            .createContainerCmd(Engine.RUNS)
            .withName(fixture.name("sees"))
            .withLabels(Map.of("managed-by", Engine.RUNS))
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withBinds(
                        new Bind(
                            folder.resolve("docker.sock").toString(),
                            new Volume("/docker.sock"),
                            AccessMode.ro)))
            .exec()
            .getId();
    fixture.client().startContainerCmd(old).exec();

    assertThat(engine.adopt(new InstanceId(old))).isInstanceOf(Outcome.Refused.class);

    assertThat(inspect(new InstanceId(old)).getState().getRunning()).isTrue();
    assertThat(inspect(new InstanceId(old)).getName()).isEqualTo("/" + fixture.name("sees"));
    fixture.client().removeContainerCmd(old).withForce(true).exec();
  }

  private InspectContainerResponse inspect(InstanceId id) {
    return fixture.client().inspectContainerCmd(id.value()).exec();
  }

  private Instance launched(InstanceSpec spec) {
    return done(engine.launch(spec));
  }

  private static <T> T done(Outcome<T> outcome) {
    return ManagedFixture.done(outcome);
  }
}

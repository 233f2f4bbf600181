package io.haymaker.docker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Event;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.Engine;
import io.haymaker.testkit.runtime.ContainerRuntimeContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract of every runtime, and what only an engine of one's own can promise. */
@EnabledIf(
    value = "io.haymaker.docker.Engine#isThere",
    disabledReason = "no Docker engine at DOCKER_HOST or the usual socket, or no static busybox")
class DockerRuntimeIT extends ContainerRuntimeContract {
  private static final String SECRET_URL = "https://vault.example/secrets/s/1";
  private static final String SECRET = "s3cret-of-the-test";
  private static final Path SHM =
      Path.of("/dev/shm/haymaker-test-" + ProcessHandle.current().pid());

  private static DockerEngine engine;

  private final InstallationId installation = new InstallationId("docker-contract");
  private final Instant begun = Instant.now();
  private final ContainerRuntime runtime = runtime(Rights.STANDARD);

  @BeforeAll
  static void connect() {
    engine = Engine.open();
  }

  @AfterAll
  static void disconnect() throws IOException {
    engine.close();
    Files.deleteIfExists(SHM);
  }

  private ContainerRuntime runtime(Rights rights) {
    return runtime(rights, "none");
  }

  private ContainerRuntime runtime(Rights rights, String network) {
    return new DockerRuntime(
        engine,
        new DockerSettings(network, rights, SHM),
        installation,
        url -> url.equals(SECRET_URL) ? Look.found(new SecretValue(SECRET)) : Look.absent());
  }

  @Override
  protected ContainerRuntime runtime() {
    return runtime;
  }

  @Override
  protected InstallationId installation() {
    return installation;
  }

  @Override
  protected LaunchSpec runsUntilStopped(ContainerName name, Map<String, String> labels) {
    return spec(name, Engine.RUNS, labels, Map.of());
  }

  @Override
  protected LaunchSpec endsWell(ContainerName name, Map<String, String> labels) {
    return spec(name, Engine.WELL, labels, Map.of());
  }

  @Override
  protected LaunchSpec endsBadly(ContainerName name, Map<String, String> labels) {
    return spec(name, Engine.BADLY, labels, Map.of());
  }

  private static LaunchSpec spec(
      ContainerName name,
      String image,
      Map<String, String> labels,
      Map<String, SecretSource> secrets) {
    return new LaunchSpec(
        name,
        image,
        new ContainerSize(0.5, 0.03125),
        labels,
        Map.of("COLOUR", "blue"),
        secrets,
        Duration.ofMinutes(5));
  }

  @Override
  protected void plant(ContainerName name, Map<String, String> labels) {
    var all = new java.util.HashMap<>(labels);
    all.put(ContainerDefinition.INSTALLATION, labels.get("HayMaker-Installation"));
    String id =
        engine
            .client()
            .createContainerCmd(Engine.RUNS)
            .withName(name.value())
            .withLabels(all)
            .exec()
            .getId();
    engine.client().startContainerCmd(id).exec();
  }

  @Override
  protected void uproot(ContainerName name) {
    engine.client().removeContainerCmd(name.value()).withForce(true).exec();
  }

  @Override
  protected List<String> remainders() {
    return engine.client().listContainersCmd().withShowAll(true).exec().stream()
        .filter(container -> container.getImage().startsWith("haymaker-test/"))
        .flatMap(container -> Arrays.stream(container.getNames()))
        .map(name -> name.substring(1))
        .toList();
  }

  @Override
  protected int timesBegun(ContainerName name) {
    var starts = new ArrayList<Event>();
    try (var reader =
        new ResultCallback.Adapter<Event>() {
          @Override
          public void onNext(Event event) {
            starts.add(event);
          }
        }) {
      engine
          .client()
          .eventsCmd()
          .withSince(Long.toString(begun.getEpochSecond()))
          .withUntil(Long.toString(Instant.now().getEpochSecond() + 1))
          .withContainerFilter(name.value())
          .withEventFilter("start")
          .exec(reader)
          .awaitCompletion();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return starts.size();
  }

  @Override
  protected void letSomeTimePass() {
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
  }

  @Test
  void strictContainersAreNobodyAndCanDoNothingButWork() {
    ContainerRuntime strict = runtime(Rights.STRICT);
    ContainerHandle handle =
        launched(strict, spec(name("strict"), Engine.TELLS, labels(), Map.of()));
    try {
      awaitEnd(strict, handle);
      String said = ((Outcome.Done<String>) strict.logs(handle, 100)).value();
      assertThat(said)
          .contains("uid=65532")
          .contains("CapEff:\t0000000000000000")
          .contains("NoNewPrivs:\t1")
          .contains("/x: Read-only file system")
          .contains("COLOUR=blue");
    } finally {
      strict.destroy(handle, Duration.ZERO);
    }
  }

  @Test
  void everyContainerIsLimited() {
    ContainerHandle handle = launched(runtime, runsUntilStopped(name("limits"), labels()));
    try {
      InspectContainerResponse seen = engine.client().inspectContainerCmd(handle.nativeId()).exec();
      var host = seen.getHostConfig();
      assertThat(host.getSecurityOpts()).contains("no-new-privileges:true");
      assertThat(host.getPidsLimit()).isEqualTo(512);
      assertThat(host.getInit()).isTrue();
      assertThat(host.getRestartPolicy().getName()).isIn("", "no");
      assertThat(host.getMemory()).isEqualTo(32L << 20);
      assertThat(host.getNanoCPUs()).isEqualTo(500_000_000);
      assertThat(host.getLogConfig().getConfig()).containsEntry("max-size", "10m");
      assertThat(Arrays.toString(host.getCapDrop())).contains("NET_RAW");
      assertThat(seen.getMounts()).isEmpty();
    } finally {
      runtime.destroy(handle, Duration.ZERO);
    }
  }

  @Test
  void aSecretIsAFileInMemoryThatOnlyTheContainerHas() throws IOException {
    ContainerName name = name("secret");
    LaunchSpec spec =
        spec(
            name,
            Engine.TELLS,
            labels(),
            Map.of("AZURE_CLIENT_SECRET", new SecretSource("sp-client-secret", SECRET_URL)));
    ContainerRuntime strict = runtime(Rights.STRICT);
    ContainerHandle handle = launched(strict, spec);
    try {
      awaitEnd(strict, handle);
      assertThat(((Outcome.Done<String>) strict.logs(handle, 100)).value())
          .contains("AZURE_CLIENT_SECRET_FILE=/run/haymaker-secrets/sp-client-secret")
          .contains(SECRET);
      assertThat(engine.client().inspectContainerCmd(handle.nativeId()).exec().toString())
          .doesNotContain(SECRET);
      assertThat(Files.getPosixFilePermissions(SHM)).hasSize(3);
    } finally {
      strict.destroy(handle, Duration.ZERO);
    }
    assertThat(SHM.resolve(name.value())).doesNotExist();
  }

  @Test
  void withoutItsSecretNothingIsMade() {
    LaunchSpec spec =
        spec(
            name("secretless"),
            Engine.WELL,
            labels(),
            Map.of("S", new SecretSource("s", "https://vault.example/secrets/none/1")));

    assertThat(runtime.launch(spec).obstacle()).get().matches(p -> p.is("SecretMissing"));

    assertThat(remainders()).isEmpty();
    assertThat(SHM.resolve("secretless")).doesNotExist();
  }

  @Test
  void whatCannotBeMadeOrStartedLeavesNothingBehind() {
    Outcome<ContainerHandle> missing =
        runtime.launch(spec(name("missing"), "haymaker-test/none:1", labels(), Map.of()));
    assertThat(missing).isInstanceOf(Outcome.Refused.class);
    assertThat(missing.obstacle()).get().asString().contains("haymaker-test/none:1");

    Outcome<ContainerHandle> unconnected =
        runtime(Rights.STANDARD, "no-such-network").launch(endsWell(name("lonely"), labels()));
    assertThat(unconnected).isInstanceOf(Outcome.Refused.class);
    assertThat(unconnected.obstacle()).get().asString().contains("no-such-network");

    assertThat(remainders()).isEmpty();
  }

  @Test
  void aProgramThatDoesNotExistFailsTheContainer() {
    ContainerHandle handle =
        launched(runtime, spec(name("broken"), Engine.BROKEN, labels(), Map.of()));
    try {
      assertThat(awaitEnd(runtime, handle)).isEqualTo(new ContainerState.Failed("exit code 127"));
    } finally {
      runtime.destroy(handle, Duration.ZERO);
    }
  }

  @Test
  void anEngineThatIsAwayIsNoEmptyEngine() {
    try (DockerEngine none = DockerEngine.at("unix:///dev/shm/no-such.sock")) {
      var blind =
          new DockerRuntime(
              none,
              new DockerSettings("none", Rights.STANDARD, SHM),
              installation,
              _ -> Look.absent());
      ContainerName name = name("away");
      assertThat(blind.list(installation, Optional.empty()))
          .isInstanceOf(Listing.CouldNotLook.class);
      assertThat(blind.find(name)).isInstanceOf(Look.CouldNotLook.class);
      assertThat(blind.launch(endsWell(name, labels())).isDone()).isFalse();
      var handle = new ContainerHandle(DockerRuntime.NAME, name, "0".repeat(64));
      assertThat(blind.destroy(handle, Duration.ZERO).isDone()).isFalse();
    }
  }

  private static ContainerName name(String what) {
    return new ContainerName("%s-%s".formatted(what, UUID.randomUUID().toString().substring(0, 8)));
  }

  private static ContainerHandle launched(ContainerRuntime runtime, LaunchSpec spec) {
    Outcome<ContainerHandle> launch = runtime.launch(spec);
    assertThat(launch).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<ContainerHandle>) launch).value();
  }

  private ContainerState awaitEnd(ContainerRuntime runtime, ContainerHandle handle) {
    for (int looks = 0; looks < 100; looks++) {
      if (runtime.inspect(handle) instanceof Look.Found<ContainerView>(ContainerView view)
          && view.state().isTerminal()) {
        return view.state();
      }
      letSomeTimePass();
    }
    throw new AssertionError("it does not end: " + handle);
  }
}

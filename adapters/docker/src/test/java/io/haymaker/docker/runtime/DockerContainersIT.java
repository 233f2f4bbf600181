package io.haymaker.docker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.runtime.ContainerFacts;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchOptions;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.Engine;
import io.haymaker.docker.EngineAnswers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What only an engine of one's own can promise. */
@EnabledIf(
    value = "io.haymaker.docker.Engine#isThere",
    disabledReason = "no Docker engine at DOCKER_HOST or the usual socket, or no static busybox")
class DockerContainersIT {
  private static DockerEngine engine;

  private final EngineFixture fixture = new EngineFixture(() -> engine);

  @BeforeAll
  static void connect() {
    engine = Engine.open();
  }

  @AfterAll
  static void disconnect() throws IOException {
    engine.close();
    EngineFixture.tidy();
  }

  @Test
  void strictContainersAreNobodyAndCanDoNothingButWork() {
    ContainerRuntime strict = fixture.runtime(Rights.STRICT);
    ContainerHandle handle =
        fixture.launched(strict, spec(name("strict"), Engine.TELLS, fixture.labels(), Map.of()));
    try {
      fixture.awaitEnd(strict, handle);
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
    ContainerHandle handle = fixture.launched(fixture.runtime(), spec(name("limits"), Engine.RUNS));
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
      fixture.runtime().destroy(handle, Duration.ZERO);
    }
  }

  @Test
  void aSecretIsAFileInMemoryThatOnlyTheContainerHas() throws IOException {
    ContainerName name = name("secret");
    LaunchSpec spec =
        spec(
            name,
            Engine.TELLS,
            fixture.labels(),
            Map.of(
                "AZURE_CLIENT_SECRET",
                new SecretSource("sp-client-secret", EngineFixture.SECRET_URL)));
    ContainerRuntime strict = fixture.runtime(Rights.STRICT);
    ContainerHandle handle = fixture.launched(strict, spec);
    try {
      fixture.awaitEnd(strict, handle);
      assertThat(((Outcome.Done<String>) strict.logs(handle, 100)).value())
          .contains("AZURE_CLIENT_SECRET_FILE=/run/haymaker-secrets/sp-client-secret")
          .contains(EngineFixture.SECRET);
      assertThat(engine.client().inspectContainerCmd(handle.nativeId()).exec().toString())
          .doesNotContain(EngineFixture.SECRET);
      assertThat(Files.getPosixFilePermissions(EngineFixture.SHM)).hasSize(3);
    } finally {
      strict.destroy(handle, Duration.ZERO);
    }
    assertThat(EngineFixture.SHM).doesNotExist();
  }

  @Test
  void withoutItsSecretNothingIsMade() {
    LaunchSpec spec =
        spec(
            name("secretless"),
            Engine.WELL,
            fixture.labels(),
            Map.of("S", new SecretSource("s", "https://vault.example/secrets/none/1")));

    assertThat(fixture.runtime().launch(spec).obstacle()).get().matches(p -> p.is("SecretMissing"));

    assertThat(fixture.remainders()).isEmpty();
    assertThat(EngineFixture.SHM).doesNotExist();
  }

  @Test
  void whatCannotBeMadeOrStartedLeavesNothingBehind() {
    Outcome<ContainerHandle> missing =
        fixture
            .runtime()
            .launch(spec(name("missing"), "haymaker-test/none:1", fixture.labels(), Map.of()));
    assertThat(missing).isInstanceOf(Outcome.Refused.class);
    assertThat(missing.obstacle()).get().asString().contains("haymaker-test/none:1");

    Outcome<ContainerHandle> unconnected =
        fixture
            .runtime(Rights.STANDARD, "no-such-network")
            .launch(spec(name("lonely"), Engine.WELL));
    assertThat(unconnected).isInstanceOf(Outcome.Refused.class);
    assertThat(unconnected.obstacle()).get().asString().contains("no-such-network");

    assertThat(fixture.remainders()).isEmpty();
  }

  @Test
  void aPublishedPortLeadsToTheContainerAndBelongsToItAlone() throws IOException {
    LaunchSpec plain = spec(name("listens"), Engine.LISTENS, fixture.labels(), Map.of());
    ContainerHandle handle =
        fixture.launched(
            fixture.runtime(), plain.with(LaunchOptions.ONCE.reachedAt(PortRequest.tcp(80))));
    try {
      PortRequest.Published published =
          only(fixture.runtime().inspect(handle)).facts().ports().getFirst();
      assertThat(published.host()).isEqualTo("127.0.0.1");
      assertThat(said(published.port())).isEqualTo("hello");

      var same = new PortRequest(80, PortRequest.Protocol.TCP, OptionalInt.of(published.port()));
      LaunchSpec late = spec(name("late"), Engine.LISTENS, fixture.labels(), Map.of());
      Outcome<ContainerHandle> second =
          fixture.runtime().launch(late.with(LaunchOptions.ONCE.reachedAt(same)));

      assertThat(second).isInstanceOf(Outcome.Refused.class);
      assertThat(second.obstacle()).get().matches(p -> p.is(EngineAnswers.PORT_TAKEN));
      assertThat(fixture.runtime().find(late.name())).isInstanceOf(Look.Absent.class);
    } finally {
      fixture.runtime().destroy(handle, Duration.ZERO);
    }
  }

  /** Between two visitors nobody listens for a moment. */
  private String said(int port) throws IOException {
    for (int tries = 0; tries < 600; tries++) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!text.isEmpty()) {
          return text.strip();
        }
      } catch (SocketException e) {
        // Tried again.
      }
      EngineFixture.letSomeTimePass();
    }
    return "nothing";
  }

  @Test
  void aLivingContainerHasTheLimitsOfItsNewSizeAndNotMoreThanTheHost() {
    ContainerHandle handle = fixture.launched(fixture.runtime(), spec(name("grows"), Engine.RUNS));
    try {
      fixture.runtime().resize(handle, new ContainerSize(0.75, 0.0625));
      var host = engine.client().inspectContainerCmd(handle.nativeId()).exec().getHostConfig();
      assertThat(host.getMemory()).isEqualTo(64L << 20);
      assertThat(host.getNanoCPUs()).isEqualTo(750_000_000);

      assertThat(fixture.runtime().resize(handle, new ContainerSize(100_000, 0.0625)))
          .isInstanceOf(Outcome.Refused.class);
      host = engine.client().inspectContainerCmd(handle.nativeId()).exec().getHostConfig();
      assertThat(host.getNanoCPUs()).isEqualTo(750_000_000);
    } finally {
      fixture.runtime().destroy(handle, Duration.ZERO);
    }
  }

  @Test
  void theEngineTellsWhenAndHowAContainerEnded() {
    Instant before = Instant.now().minusSeconds(5);
    ContainerHandle handle = fixture.launched(fixture.runtime(), spec(name("facts"), Engine.BADLY));
    try {
      fixture.awaitEnd(fixture.runtime(), handle);
      ContainerFacts facts = only(fixture.runtime().inspect(handle)).facts();
      assertThat(facts.exitCode()).hasValue(3);
      assertThat(facts.startedAt()).get().matches(before::isBefore);
      assertThat(facts.endedAt()).get().matches(end -> !end.isBefore(facts.startedAt().get()));
      assertThat(facts.restarts()).isZero();
    } finally {
      fixture.runtime().destroy(handle, Duration.ZERO);
    }
  }

  private static ContainerView only(Look<ContainerView> look) {
    return ((Look.Found<ContainerView>) look).value();
  }

  @Test
  void aProgramThatDoesNotExistFailsTheContainer() {
    ContainerHandle handle =
        fixture.launched(
            fixture.runtime(), spec(name("broken"), Engine.BROKEN, fixture.labels(), Map.of()));
    try {
      assertThat(fixture.awaitEnd(fixture.runtime(), handle))
          .isEqualTo(new ContainerState.Failed("exit code 127"));
    } finally {
      fixture.runtime().destroy(handle, Duration.ZERO);
    }
  }

  @Test
  void anEngineThatIsAwayIsNoEmptyEngine() {
    try (DockerEngine none = DockerEngine.at("unix:///dev/shm/no-such.sock")) {
      var blind =
          new DockerRuntime(
              none,
              new DockerSettings("none", Rights.STANDARD, EngineFixture.SHM),
              fixture.installation(),
              _ -> Look.absent());
      ContainerName name = name("away");
      assertThat(blind.list(fixture.installation(), Optional.empty()))
          .isInstanceOf(Listing.CouldNotLook.class);
      assertThat(blind.find(name)).isInstanceOf(Look.CouldNotLook.class);
      assertThat(blind.launch(spec(name, Engine.WELL)).isDone()).isFalse();
      var handle = new ContainerHandle(DockerRuntime.NAME, name, "0".repeat(64));
      assertThat(blind.destroy(handle, Duration.ZERO).isDone()).isFalse();
    }
  }

  private LaunchSpec spec(ContainerName name, String image) {
    return EngineFixture.spec(name, image, fixture.labels(), Map.of());
  }

  private static LaunchSpec spec(
      ContainerName name,
      String image,
      Map<String, String> labels,
      Map<String, SecretSource> secrets) {
    return EngineFixture.spec(name, image, labels, secrets);
  }

  private static ContainerName name(String what) {
    return EngineFixture.name(what);
  }
}

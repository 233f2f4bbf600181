package io.haymaker.docker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import io.haymaker.docker.DockerEngine;
import io.haymaker.scenario.ScenarioName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Runtimes on the tests' engine, for an installation and a run of one test. */
final class EngineFixture {
  static final String SECRET_URL = "https://vault.example/secrets/s/1";
  static final String SECRET = "s3cret-of-the-test";

  /** Others may be testing on the same machine. */
  static final Path SHM = Path.of("/dev/shm/haymaker-test-" + ProcessHandle.current().pid());

  private final Supplier<DockerEngine> engine;
  private final RunId run = RunId.random();
  private final InstallationId installation =
      new InstallationId("docker-test-" + ProcessHandle.current().pid());

  EngineFixture(Supplier<DockerEngine> engine) {
    this.engine = engine;
  }

  static void tidy() throws IOException {
    Files.deleteIfExists(SHM);
  }

  InstallationId installation() {
    return installation;
  }

  Map<String, String> labels() {
    return new Owner(installation, run, new ScenarioName("engine")).tags();
  }

  /** With usual rights, on the engine's own network. */
  ContainerRuntime runtime() {
    return runtime(Rights.STANDARD);
  }

  ContainerRuntime runtime(Rights rights) {
    return runtime(rights, "bridge");
  }

  ContainerRuntime runtime(Rights rights, String network) {
    return new DockerRuntime(
        engine.get(),
        new DockerSettings(network, rights, SHM),
        installation,
        url -> url.equals(SECRET_URL) ? Look.found(new SecretValue(SECRET)) : Look.absent());
  }

  static LaunchSpec spec(
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

  static ContainerName name(String what) {
    return new ContainerName("%s-%s".formatted(what, UUID.randomUUID().toString().substring(0, 8)));
  }

  ContainerHandle launched(ContainerRuntime runtime, LaunchSpec spec) {
    Outcome<ContainerHandle> launch = runtime.launch(spec);
    assertThat(launch).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<ContainerHandle>) launch).value();
  }

  ContainerState awaitEnd(ContainerRuntime runtime, ContainerHandle handle) {
    for (int looks = 0; looks < 600; looks++) {
      if (runtime.inspect(handle) instanceof Look.Found<ContainerView>(ContainerView view)
          && view.state().isTerminal()) {
        return view.state();
      }
      letSomeTimePass();
    }
    throw new AssertionError("it does not end: " + handle);
  }

  /** Containers of this test that are there, seen without the runtime. */
  List<String> remainders() {
    return engine
        .get()
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of("RunId", run.toString()))
        .exec()
        .stream()
        .flatMap(container -> Arrays.stream(container.getNames()))
        .toList();
  }

  static void letSomeTimePass() {
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
  }
}

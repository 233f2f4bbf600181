package io.haymaker.docker.runtime;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.Engine;
import io.haymaker.testkit.runtime.ContainerRuntimeContract;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract of every runtime, on a real engine. */
@EnabledIf(
    value = "io.haymaker.docker.Engine#isThere",
    disabledReason = "no Docker engine at DOCKER_HOST or the usual socket, or no static busybox")
class DockerRuntimeIT extends ContainerRuntimeContract {
  private static DockerEngine engine;

  private final Instant begun = Instant.now();
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

  @Override
  protected ContainerRuntime runtime() {
    return fixture.runtime();
  }

  @Override
  protected InstallationId installation() {
    return fixture.installation();
  }

  @Override
  protected LaunchSpec runsUntilStopped(ContainerName name, Map<String, String> labels) {
    return EngineFixture.spec(name, Engine.RUNS, labels, Map.of());
  }

  @Override
  protected LaunchSpec endsWell(ContainerName name, Map<String, String> labels) {
    return EngineFixture.spec(name, Engine.WELL, labels, Map.of());
  }

  @Override
  protected LaunchSpec endsBadly(ContainerName name, Map<String, String> labels) {
    return EngineFixture.spec(name, Engine.BADLY, labels, Map.of());
  }

  @Override
  protected LaunchSpec writesThreeLines(ContainerName name, Map<String, String> labels) {
    return EngineFixture.spec(name, Engine.WRITES, labels, Map.of());
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
    return engine
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of("RunId", labels().get("RunId")))
        .exec()
        .stream()
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
}

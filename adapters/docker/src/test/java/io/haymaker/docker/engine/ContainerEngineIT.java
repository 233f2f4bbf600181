package io.haymaker.docker.engine;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.Engine;
import io.haymaker.testkit.engine.ContainerEngineContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract of every engine, on a real one. */
@EnabledIf(
    value = "io.haymaker.docker.Engine#isThere",
    disabledReason = "no Docker engine at DOCKER_HOST or the usual socket, or no static busybox")
class ContainerEngineIT extends ContainerEngineContract {
  private static DockerEngine docker;

  private final InstallationId installation =
      new InstallationId("engine-" + UUID.randomUUID().toString().substring(0, 8));

  private final List<ServerSocket> held = new ArrayList<>();

  private ContainerEngine engine;

  @BeforeAll
  static void connect() {
    docker = Engine.open();
  }

  @AfterAll
  static void disconnect() {
    docker.close();
  }

  @BeforeEach
  void engineOfAnInstallation() {
    // A loaded machine may take long; what bounds looks is tested elsewhere.
    var settings = new EngineSettings(installation, "127.0.0.1", Duration.ofSeconds(60));
    engine = new DockerContainerEngine(docker, settings, Clock.systemUTC());
  }

  @AfterEach
  void letGo() throws IOException {
    for (ServerSocket socket : held) {
      socket.close();
    }
  }

  @Override
  protected ContainerEngine engine() {
    return engine;
  }

  @Override
  protected String runs() {
    return Engine.RUNS;
  }

  @Override
  protected String endsBadly() {
    return Engine.BADLY;
  }

  @Override
  protected String writesThreeLines() {
    return Engine.WRITES;
  }

  @Override
  protected String cannotStart() {
    return Engine.NOBODYS;
  }

  @Override
  protected int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void hold(int port) {
    try {
      held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected InstanceId plantForeign(String name) {
    return plant(name, Map.of(ManagedLabels.MANAGED_BY, runs()));
  }

  @Override
  protected InstanceId plantUnmanaged(String name) {
    // An agent's container carries our installation, and is nobody's replica.
    return plant(name, Map.of(ManagedLabels.INSTALLATION, installation.value()));
  }

  @Override
  protected InstanceId plantOfAnother(String name) {
    return plant(
        name, Map.of(ManagedLabels.MANAGED_BY, runs(), ManagedLabels.INSTALLATION, "other"));
  }

  private InstanceId plant(String name, Map<String, String> labels) {
    String id =
        docker.client().createContainerCmd(runs()).withName(name).withLabels(labels).exec().getId();
    docker.client().startContainerCmd(id).exec();
    return new InstanceId(id);
  }

  @Override
  protected void killBehindOurBack(InstanceId id) {
    docker.client().killContainerCmd(id.value()).exec();
  }

  @Override
  protected void uproot(InstanceId id) {
    try {
      docker.client().removeContainerCmd(id.value()).withForce(true).exec();
    } catch (NotFoundException | ConflictException e) {
      // It is gone, or going.
    }
  }

  @Override
  protected boolean runsBehindOurBack(InstanceId id) {
    return Boolean.TRUE.equals(
        docker.client().inspectContainerCmd(id.value()).exec().getState().getRunning());
  }

  @Override
  protected List<String> namesOfAll() {
    return docker.client().listContainersCmd().withShowAll(true).exec().stream()
        .flatMap(container -> Arrays.stream(container.getNames()))
        .toList();
  }

  @Override
  protected void letSomeTimePass() {
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
  }
}

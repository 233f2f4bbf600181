package io.haymaker.main.e2e;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.runtime.DockerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The engine that agents run on in tests, seen without the product's runtime. */
final class AgentEngine implements AutoCloseable {
  private static final String INSTALLATION = "haymaker.installation";

  private final DockerEngine engine = DockerEngine.at(host());

  private static String host() {
    return Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
  }

  /** Whether one answers; in CI it must. */
  static boolean isThere() {
    try (var engine = new AgentEngine()) {
      engine.client().pingCmd().exec();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  DockerClient client() {
    return engine.client();
  }

  /** The containers of a run that its agents' environment names, ended ones included. */
  List<Container> ofRun(String run) {
    return client().listContainersCmd().withShowAll(true).exec().stream()
        .filter(container -> run.equals(labels(container).get("RunId")))
        .toList();
  }

  List<Container> ofInstallation(String installation) {
    return client().listContainersCmd().withShowAll(true).exec().stream()
        .filter(container -> installation.equals(labels(container).get(INSTALLATION)))
        .toList();
  }

  static String installation(Container container) {
    return Objects.requireNonNull(labels(container).get(INSTALLATION));
  }

  static Map<String, String> labels(Container container) {
    return Objects.requireNonNullElse(container.getLabels(), Map.of());
  }

  InspectContainerResponse inspect(Container container) {
    return client().inspectContainerCmd(container.getId()).exec();
  }

  List<String> networks() {
    return client().listNetworksCmd().exec().stream().map(Network::getName).sorted().toList();
  }

  /** Resident memory of the container's processes that are a Java, in bytes. */
  static long residentBytes(InspectContainerResponse container) {
    try (Stream<String> lines =
        Files.lines(javaOf(container.getState().getPidLong()).resolve("status"))) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          * 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The init process of the container has the agent as its only child. */
  private static Path javaOf(long init) {
    return ProcessHandle.of(init).stream()
        .flatMap(ProcessHandle::children)
        .map(child -> Path.of("/proc", Long.toString(child.pid())))
        .findFirst()
        .orElseThrow();
  }

  static Path secretsOf(String installation) {
    return DockerSettings.secretsOf(new InstallationId(installation));
  }

  @Override
  public void close() {
    engine.close();
  }
}

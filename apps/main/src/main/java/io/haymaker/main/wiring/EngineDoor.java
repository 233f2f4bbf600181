package io.haymaker.main.wiring;

import io.haymaker.docker.DockerEngine;
import io.haymaker.main.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The way to the engine that managed containers run on, until it is closed. */
public final class EngineDoor implements AutoCloseable {
  private static final String HOST = "DOCKER_HOST";

  /** Where Docker listens unless somebody says otherwise. */
  private static final Path USUAL = Path.of("/var/run/docker.sock");

  private final DockerEngine engine;
  private final boolean named;

  private EngineDoor(DockerEngine engine, boolean named) {
    this.engine = engine;
    this.named = named;
  }

  /**
   * No call is made yet; the engine need not be there.
   *
   * @throws CommandFailure when {@code DOCKER_HOST} is no address of an engine
   */
  public static EngineDoor open(Map<String, String> environment) {
    Optional<String> host =
        Optional.ofNullable(environment.get(HOST)).filter(text -> !text.isBlank());
    try {
      return new EngineDoor(DockerEngine.at(host.orElse("unix://" + USUAL)), host.isPresent());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "%s: '%s' is no address of an engine, such as unix://%s"
              .formatted(HOST, host.orElse(""), USUAL));
    }
  }

  public DockerEngine engine() {
    return engine;
  }

  /** Whether no engine was named, and there is none at the usual place. */
  public boolean isNowhere() {
    return !named && Files.notExists(USUAL);
  }

  @Override
  public void close() {
    engine.close();
  }
}

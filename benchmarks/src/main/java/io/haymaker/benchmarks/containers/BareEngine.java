package io.haymaker.benchmarks.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.haymaker.benchmarks.Folders;
import io.haymaker.benchmarks.NotMeasurable;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.runtime.Rights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The engine, as somebody uses it who has only its client, and an image of the benchmark's own that
 * does nothing for ever. What it makes carries a label of its own and goes with it.
 */
final class BareEngine implements AutoCloseable {
  private static final String LABEL = "haymaker.benchmark";

  /** The label of managed containers that names their image. */
  private static final String MANAGED_BY = "managed-by";

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String image = "haymaker-bench/idle:" + mark;
  private final String host;
  private final DockerEngine engine;

  private BareEngine(String host, DockerEngine engine) {
    this.host = host;
    this.engine = engine;
  }

  /**
   * Connects, and builds the image from the machine's static busybox.
   *
   * @throws NotMeasurable when there is no engine, or no busybox
   */
  static BareEngine open() {
    String host =
        Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
    Path busybox =
        Stream.of("/bin/busybox", "/usr/bin/busybox")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new NotMeasurable("there is no static busybox in /bin or /usr/bin"));
    DockerEngine engine = DockerEngine.at(host);
    try {
      engine.client().pingCmd().exec();
    } catch (RuntimeException e) {
      engine.close();
      throw new NotMeasurable(
          "no Docker engine answers at %s (DOCKER_HOST): %s".formatted(host, e.getMessage()));
    }
    var bare = new BareEngine(host, engine);
    bare.build(busybox);
    return bare;
  }

  private void build(Path busybox) {
    try {
      Path folder = Files.createTempDirectory("haymaker-benchmark-image");
      try (var answer = new BuildImageResultCallback()) {
        Files.copy(busybox, folder.resolve("busybox"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(
            folder.resolve("Dockerfile"),
            """
            FROM scratch
            COPY busybox /bin/busybox
            CMD ["/bin/busybox", "sleep", "1000000"]
            """);
        engine
            .client()
            .buildImageCmd(folder.toFile())
            .withTags(Set.of(image))
            .exec(answer)
            .awaitImageId();
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As in {@code DOCKER_HOST}. */
  String host() {
    return host;
  }

  String image() {
    return image;
  }

  /**
   * Makes and starts a container with the same rights as a managed one.
   *
   * @return its id
   */
  String start() {
    DockerClient client = engine.client();
    String id =
        client
            .createContainerCmd(image)
            .withName("bench-%s".formatted(UUID.randomUUID()))
            .withLabels(Map.of(LABEL, mark))
            .withHostConfig(Rights.STANDARD.configuration())
            .exec()
            .getId();
    client.startContainerCmd(id).exec();
    return id;
  }

  /** Removes a container as it is, running or not. */
  void remove(String id) {
    engine.client().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
  }

  /** All containers of the engine. */
  List<Container> list() {
    return engine.client().listContainersCmd().withShowAll(true).exec();
  }

  /** The engine itself, for who measures a part of the product in this process. */
  DockerEngine engine() {
    return engine;
  }

  /** The benchmark's managed containers. */
  List<Container> managed() {
    return labelled(Map.of(MANAGED_BY, image));
  }

  private List<Container> labelled(Map<String, String> labels) {
    return engine.client().listContainersCmd().withShowAll(true).withLabelFilter(labels).exec();
  }

  /** Removes all that the benchmark has made on the engine, the server's part included. */
  @Override
  public void close() {
    try (engine) {
      List<Container> left =
          Stream.concat(labelled(Map.of(LABEL, mark)).stream(), managed().stream()).toList();
      if (!left.isEmpty()) {
        Clients.of(8, left.size(), i -> removeIfThere(left.get(i).getId()));
      }
      try {
        engine.client().removeImageCmd(image).withForce(true).exec();
      } catch (NotFoundException e) {
        // It was never built.
      }
    }
  }

  private void removeIfThere(String id) {
    try {
      remove(id);
    } catch (NotFoundException e) {
      // The server was just removing it.
    }
  }
}

package io.haymaker.docker.validation;

import com.github.dockerjava.api.model.Version;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/** An engine of this machine answers, and secrets can be handed to its containers in memory. */
public final class EngineCheck implements Check {
  /** Of Docker 19.03: what this product uses is in it. */
  private static final int OLDEST_MINOR = 40;

  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final DockerEngine engine;
  private final String host;
  private final Path memory;

  /**
   * @param host the engine's address, as in {@code DOCKER_HOST}
   * @param memory the folder under which secrets will lie
   */
  public EngineCheck(DockerEngine engine, String host, Path memory) {
    this.engine = engine;
    this.host = host;
    this.memory = memory;
  }

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    return switch (EngineAnswers.look(() -> engine.client().versionCmd().exec())) {
      case Look.Found<Version>(Version version) -> judge(version);
      case Look.Absent<Version> _ ->
          Finding.failed(host + " is no Docker engine", "set DOCKER_HOST to one");
      case Look.CouldNotLook<Version>(Problem problem) ->
          Finding.failed(
              "%s: %s".formatted(host, problem.message()),
              "start the engine, or set DOCKER_HOST to one that runs");
    };
  }

  private Finding judge(Version version) {
    String api = Objects.requireNonNullElse(version.getApiVersion(), "0");
    String words = "Docker %s, API %s, at %s".formatted(version.getVersion(), api, host);
    if (!isRecent(api)) {
      return Finding.failed(words, "take an engine with API 1.%d or newer".formatted(OLDEST_MINOR));
    }
    if (!host.startsWith("unix:")) {
      return Finding.failed(
          words + ": agents' secrets are files in this machine's memory, which it cannot mount",
          "use an engine of this machine, by its socket");
    }
    return inMemory()
        ? Finding.passed(words)
        : Finding.failed(
            "%s; but %s is not in memory".formatted(words, memory),
            "mount a tmpfs there: agents' secrets must not lie on a disk");
  }

  private boolean inMemory() {
    try {
      return Files.isWritable(memory) && IN_MEMORY.contains(Files.getFileStore(memory).type());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isRecent(String api) {
    String[] parts = api.split("\\.", 2);
    try {
      int major = Integer.parseInt(parts[0]);
      int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
      return major > 1 || (major == 1 && minor >= OLDEST_MINOR);
    } catch (NumberFormatException e) {
      return false;
    }
  }
}

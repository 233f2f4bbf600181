package io.haymaker.docker.validation;

import com.github.dockerjava.api.model.Info;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.util.Locale;
import java.util.Objects;

/**
 * The run's agents fit on the engine's machine with what they may use: each by its limit, all
 * together by memory. Processors are shared.
 */
public final class RoomCheck implements Check {
  private static final double GIBIBYTE = 1024.0 * 1024 * 1024;

  private final DockerEngine engine;
  private final ContainerSize size;

  /**
   * @param size of a usual agent
   */
  public RoomCheck(DockerEngine engine, ContainerSize size) {
    this.engine = engine;
    this.size = size;
  }

  @Override
  public String name() {
    return "placement";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    return switch (EngineAnswers.look(() -> engine.client().infoCmd().exec())) {
      case Look.Found<Info>(Info machine) -> judge(machine, undertaking.agents());
      case Look.Absent<Info> _ ->
          Finding.failed("the engine tells nothing of its machine", "check DOCKER_HOST");
      case Look.CouldNotLook<Info>(Problem problem) ->
          Finding.failed(problem.message(), "see what the check of the engine says");
    };
  }

  private Finding judge(Info machine, int agents) {
    double memory = Objects.requireNonNullElse(machine.getMemTotal(), 0L) / GIBIBYTE;
    int cores = Objects.requireNonNullElse(machine.getNCPU(), 0);
    double needed = agents * size.memoryGb();
    String words =
        String.format(
            Locale.ROOT,
            "%d agents of %s: %.1f of %.1f GiB, %d cores",
            agents,
            size,
            needed,
            memory,
            cores);
    if (size.cpuCores() > cores) {
      return Finding.failed(words, "an agent may have at most %d cores here".formatted(cores));
    }
    return needed <= memory
        ? Finding.passed(words)
        : Finding.failed(words, "make CONTAINER_MEMORY_GB smaller, or choose a smaller run");
  }
}

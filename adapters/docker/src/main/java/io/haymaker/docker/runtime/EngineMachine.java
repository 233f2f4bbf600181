package io.haymaker.docker.runtime;

import com.github.dockerjava.api.model.Info;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.util.Objects;

/** What an engine's machine holds. */
public final class EngineMachine {
  private static final double TENTH_OF_GIBIBYTE = 1024.0 * 1024 * 1024 / 10;

  private EngineMachine() {}

  /**
   * All cores and all memory of the machine, memory down to a tenth of a GiB: a container that may
   * use more than that, the engine refuses or the machine does not bear. Asks the engine each time.
   */
  public static Look<ContainerSize> largestContainer(DockerEngine engine) {
    return EngineAnswers.look(() -> size(engine.client().infoCmd().exec()));
  }

  private static ContainerSize size(Info machine) {
    long memory = Objects.requireNonNullElse(machine.getMemTotal(), 0L);
    return new ContainerSize(
        Math.max(1, Objects.requireNonNullElse(machine.getNCPU(), 1)),
        Math.max(1, Math.floor(memory / TENTH_OF_GIBIBYTE)) / 10);
  }
}

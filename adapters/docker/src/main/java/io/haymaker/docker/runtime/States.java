package io.haymaker.docker.runtime;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.haymaker.core.runtime.ContainerState;
import java.util.Locale;
import java.util.Objects;

/** The engine's states in our words. */
final class States {
  private States() {}

  static ContainerState of(InspectContainerResponse.ContainerState state) {
    return switch (Objects.requireNonNullElse(state.getStatus(), "").toLowerCase(Locale.ROOT)) {
      case "created" -> new ContainerState.Starting();
      case "exited" -> ended(state);
      case "dead" -> new ContainerState.Failed("dead: " + state.getError());
      case "removing" -> new ContainerState.Stopped();
      // Paused and restarting are kinds of it, and so is what a newer engine may name.
      default -> new ContainerState.Running();
    };
  }

  private static ContainerState ended(InspectContainerResponse.ContainerState state) {
    long code = Objects.requireNonNullElse(state.getExitCodeLong(), 0L);
    if (Boolean.TRUE.equals(state.getOOMKilled())) {
      return new ContainerState.Failed("killed: it used more memory than its limit");
    }
    return code == 0
        ? new ContainerState.Succeeded()
        : new ContainerState.Failed("exit code " + code);
  }
}

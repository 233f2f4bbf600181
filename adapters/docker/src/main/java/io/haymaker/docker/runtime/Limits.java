package io.haymaker.docker.runtime;

import com.github.dockerjava.api.command.UpdateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import io.haymaker.core.runtime.ContainerSize;
import java.util.Objects;

/** Sizes as the engine counts them: billionths of a core, and bytes. */
final class Limits {
  private static final double NANO = 1_000_000_000.0;
  private static final double GIBIBYTE = 1024.0 * 1024 * 1024;

  private Limits() {}

  static HostConfig on(HostConfig host, ContainerSize size) {
    return host.withNanoCPUs(nanos(size))
        .withMemory(bytes(size))
        // As much again of swap is what Docker would give it otherwise.
        .withMemorySwap(bytes(size));
  }

  static UpdateContainerCmd update(UpdateContainerCmd command, ContainerSize size) {
    return command.withNanoCPUs(nanos(size)).withMemory(bytes(size)).withMemorySwap(bytes(size));
  }

  static boolean are(HostConfig host, ContainerSize size) {
    return Objects.equals(host.getNanoCPUs(), nanos(size))
        && Objects.equals(host.getMemory(), bytes(size));
  }

  private static long nanos(ContainerSize size) {
    return Math.round(size.cpuCores() * NANO);
  }

  private static long bytes(ContainerSize size) {
    return Math.round(size.memoryGb() * GIBIBYTE);
  }
}

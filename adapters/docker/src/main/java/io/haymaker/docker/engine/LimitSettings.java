package io.haymaker.docker.engine;

import com.github.dockerjava.api.command.UpdateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import io.haymaker.core.engine.Limits;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits in the engine's words: billionths of a core, and bytes. Memory goes with as much in all of
 * memory and swap: Docker would give as much again of swap, and refuses memory above what it gave.
 */
final class LimitSettings {
  private static final double NANO = 1_000_000_000.0;

  private LimitSettings() {}

  static HostConfig on(HostConfig host, Limits limits) {
    limits.cpuCores().ifPresent(cores -> host.withNanoCPUs(nanos(cores)));
    limits.memoryBytes().ifPresent(bytes -> host.withMemory(bytes).withMemorySwap(bytes));
    return host;
  }

  /** What is not given stays. */
  static UpdateContainerCmd on(UpdateContainerCmd update, Limits limits) {
    limits.cpuCores().ifPresent(cores -> update.withNanoCPUs(nanos(cores)));
    limits.memoryBytes().ifPresent(bytes -> update.withMemory(bytes).withMemorySwap(bytes));
    return update;
  }

  static Limits of(@Nullable HostConfig host) {
    if (host == null) {
      return Limits.NONE;
    }
    return new Limits(cores(host), memory(host.getMemory()));
  }

  /** An older manager may have given a share of a period instead. */
  private static OptionalDouble cores(HostConfig host) {
    @Nullable Long nanos = host.getNanoCPUs();
    if (nanos != null && nanos > 0) {
      return OptionalDouble.of(nanos / NANO);
    }
    @Nullable Long quota = host.getCpuQuota();
    @Nullable Long period = host.getCpuPeriod();
    return quota != null && quota > 0
        ? OptionalDouble.of((double) quota / (period == null || period <= 0 ? 100_000 : period))
        : OptionalDouble.empty();
  }

  private static OptionalLong memory(@Nullable Long bytes) {
    return bytes == null || bytes < Limits.LEAST_MEMORY
        ? OptionalLong.empty()
        : OptionalLong.of(bytes);
  }

  private static long nanos(double cores) {
    return Math.round(cores * NANO);
  }
}

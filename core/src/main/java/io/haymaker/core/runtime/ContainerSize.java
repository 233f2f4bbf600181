package io.haymaker.core.runtime;

/**
 * What a container may use.
 *
 * @param cpuCores more than 0
 * @param memoryGb GiB, more than 0
 */
public record ContainerSize(double cpuCores, double memoryGb) {
  public ContainerSize {
    if (!(cpuCores > 0) || !Double.isFinite(cpuCores)) {
      throw new IllegalArgumentException("cpuCores must be more than 0, is " + cpuCores);
    }
    if (!(memoryGb > 0) || !Double.isFinite(memoryGb)) {
      throw new IllegalArgumentException("memoryGb must be more than 0, is " + memoryGb);
    }
  }
}

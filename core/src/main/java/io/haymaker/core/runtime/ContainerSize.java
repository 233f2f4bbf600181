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

  /** Whether neither cores nor memory are more than these. */
  public boolean fitsInto(ContainerSize room) {
    return cpuCores <= room.cpuCores && memoryGb <= room.memoryGb;
  }

  @Override
  public String toString() {
    return "%s CPU and %s GiB".formatted(text(cpuCores), text(memoryGb));
  }

  private static String text(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}

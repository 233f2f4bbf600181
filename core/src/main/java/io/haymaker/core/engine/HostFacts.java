package io.haymaker.core.engine;

/**
 * The machine that an engine runs on.
 *
 * @param name its host name: the {@code host} of events and health snapshots
 * @param cores whole machine, 1 or more
 * @param memoryBytes whole machine
 * @param disk of the engine's data
 * @param running containers that run on it, also those that are not managed
 */
public record HostFacts(String name, int cores, long memoryBytes, Disk disk, int running) {

  /** A file system. */
  public record Disk(long totalBytes, long freeBytes) {
    /** From 0 to 100. */
    public double usedPercent() {
      return totalBytes == 0 ? 0 : 100.0 * (totalBytes - freeBytes) / totalBytes;
    }
  }
}

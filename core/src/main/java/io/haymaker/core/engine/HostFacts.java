package io.haymaker.core.engine;

import java.util.Optional;

/**
 * The machine that an engine runs on.
 *
 * @param name its host name: the {@code host} of events and health snapshots
 * @param cores whole machine, 1 or more
 * @param memoryBytes whole machine
 * @param disk of the engine's data; empty where the engine does not tell, as one on another machine
 * @param running containers that run on it, also those that are not managed
 */
public record HostFacts(
    String name, int cores, long memoryBytes, Optional<Disk> disk, int running) {

  /** A file system. */
  public record Disk(long totalBytes, long freeBytes) {
    public Disk {
      if (totalBytes <= 0 || freeBytes < 0 || freeBytes > totalBytes) {
        throw new IllegalArgumentException("%d of %d free".formatted(freeBytes, totalBytes));
      }
    }

    /** From 0 to 100. */
    public double usedPercent() {
      return 100.0 * (totalBytes - freeBytes) / totalBytes;
    }
  }
}

package io.haymaker.server.health;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures the machine that we run on. */
public final class HostGauge {
  private static final long SHORTEST_NANOS = 500_000_000;
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final String AVAILABLE = "MemAvailable:";

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long measuredAt;
  private double cpu;

  /** Begins to measure: the processor's load is that since the last look. */
  public HostGauge() {
    measuredAt = System.nanoTime();
    cpu = load();
  }

  /**
   * @param cpuPercent of all cores, since the last look
   * @param memoryPercent of the memory; what could be had at once, caches included, counts as free
   */
  public record Usage(double cpuPercent, double memoryPercent) {}

  public synchronized Usage look() {
    long now = System.nanoTime();
    // Over a shorter time the load is noise.
    if (now - measuredAt >= SHORTEST_NANOS) {
      measuredAt = now;
      cpu = load();
    }
    long total = system.getTotalMemorySize();
    long free = Math.min(total, available().orElseGet(system::getFreeMemorySize));
    return new Usage(percent(cpu), percent(total == 0 ? 0 : (double) (total - free) / total));
  }

  private double load() {
    double load = system.getCpuLoad();
    return load >= 0 ? Math.min(1, load) : 0;
  }

  /** One digit behind the point. */
  private static double percent(double share) {
    return Math.round(share * 1000) / 10.0;
  }

  /** Linux tells what could be had; elsewhere, what nobody has. */
  private static Optional<Long> available() {
    if (!Files.isReadable(MEMORY)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(MEMORY)) {
      return lines
          .filter(line -> line.startsWith(AVAILABLE))
          .findFirst()
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}

package io.haymaker.server.health;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Usage;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.wire.ApiFailure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the machine has, and what containers use of it. */
@Tag(name = "watching")
@RestController
public class SystemController {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final double GIB = 1L << 30;
  private static final double MIB = 1L << 20;

  private final ServerWorld world;
  private final HostGauge gauge;

  SystemController(ServerWorld world, HostGauge gauge) {
    this.world = world;
    this.gauge = gauge;
  }

  /** The machine, and the engine on it. */
  record SystemAnswer(Machine system, DockerUse docker) {}

  /**
   * @param disk of the engine's data; null where the engine does not tell
   */
  record Machine(CpuUse cpu, MemoryUse memory, @Nullable DiskUse disk) {}

  /**
   * @param availableCores that nobody uses just now
   */
  record CpuUse(int totalCores, double currentUsagePercent, double availableCores) {}

  /** In GiB. */
  record MemoryUse(double totalGb, double availableGb, double usagePercent) {}

  /** In GiB. */
  record DiskUse(double totalGb, double freeGb, double usagePercent) {}

  /**
   * @param containersRunning all that run on the engine
   * @param totalCpuUsage of ours, in per cent of one core
   * @param totalMemoryUsageMb of ours, in MiB
   */
  record DockerUse(int containersRunning, double totalCpuUsage, double totalMemoryUsageMb) {}

  @GetMapping("/system/resources")
  @Operation(summary = "What the machine has, and what containers use of it.")
  SystemAnswer resources() {
    ContainerEngine engine = world.managed().engine();
    HostFacts host =
        switch (engine.host()) {
          case Look.Found<HostFacts>(HostFacts facts) -> facts;
          case Look.Absent<HostFacts> _ -> throw away("the engine does not tell of its machine");
          case Look.CouldNotLook<HostFacts>(Problem problem) -> throw away(problem.message());
        };
    List<Usage> usage =
        switch (engine.usage(FRESH)) {
          case Listing.Complete<Usage>(List<Usage> all) -> all;
          case Listing.CouldNotLook<Usage>(Problem problem) -> throw away(problem.message());
        };
    return new SystemAnswer(machine(host, gauge.look()), docker(host, usage));
  }

  private static ApiFailure away(String message) {
    return ApiFailure.unavailable(message);
  }

  private static Machine machine(HostFacts host, HostGauge.Usage now) {
    double memory = host.memoryBytes() / GIB;
    return new Machine(
        new CpuUse(
            host.cores(), now.cpuPercent(), rounded(host.cores() * (100 - now.cpuPercent()) / 100)),
        new MemoryUse(
            rounded(memory),
            rounded(memory * (100 - now.memoryPercent()) / 100),
            now.memoryPercent()),
        host.disk()
            .map(
                disk ->
                    new DiskUse(
                        rounded(disk.totalBytes() / GIB),
                        rounded(disk.freeBytes() / GIB),
                        rounded(disk.usedPercent())))
            .orElse(null));
  }

  private static DockerUse docker(HostFacts host, List<Usage> usage) {
    return new DockerUse(
        host.running(),
        rounded(100 * usage.stream().mapToDouble(Usage::cpuCores).sum()),
        rounded(usage.stream().mapToLong(Usage::memoryBytes).sum() / MIB));
  }

  private static double rounded(double number) {
    return Math.round(number * 100) / 100.0;
  }
}

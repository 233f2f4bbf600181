package io.haymaker.core.health;

import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a container fares, in per cent.
 *
 * @param cpu of its limit, of the host where it has none; empty when it was not measured
 * @param memory likewise
 * @param disk of the host, where it is known
 * @param errors what is wrong, a line each; none when nothing is
 */
public record Vitals(
    OptionalDouble cpu,
    OptionalDouble memory,
    OptionalDouble disk,
    HealthStatus status,
    List<String> errors) {
  public Vitals {
    errors = List.copyOf(errors);
  }

  /**
   * Judges.
   *
   * @param usage what it uses, where that was measured; of one that does not run it does not count
   */
  public static Vitals of(
      Instance instance, Optional<Usage> usage, HostFacts host, HealthThresholds thresholds) {
    OptionalDouble disk =
        host.disk()
            .map(facts -> OptionalDouble.of(rounded(facts.usedPercent())))
            .orElseGet(OptionalDouble::empty);
    if (!instance.isRunning()) {
      return new Vitals(
          OptionalDouble.of(0), OptionalDouble.of(0), disk, HealthStatus.STOPPED, List.of());
    }
    if (usage.isEmpty()) {
      return new Vitals(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          disk,
          HealthStatus.WARNING,
          List.of("what it uses could not be measured"));
    }
    double cores = instance.limits().cpuCores().orElse(host.cores());
    double bytes = (double) instance.limits().memoryBytes().orElse(host.memoryBytes());
    OptionalDouble cpu = OptionalDouble.of(percent(usage.get().cpuCores(), cores));
    OptionalDouble memory = OptionalDouble.of(percent((double) usage.get().memoryBytes(), bytes));
    var findings = new Findings(thresholds);
    findings.add("cpu", cpu);
    findings.add("memory", memory);
    findings.add("disk of the host", disk);
    return new Vitals(cpu, memory, disk, findings.worst, findings.lines);
  }

  private static final class Findings {
    final HealthThresholds thresholds;
    final List<String> lines = new ArrayList<>();
    HealthStatus worst = HealthStatus.HEALTHY;

    Findings(HealthThresholds thresholds) {
      this.thresholds = thresholds;
    }

    void add(String what, OptionalDouble percent) {
      if (percent.isEmpty()) {
        return;
      }
      HealthStatus status = thresholds.of(percent.getAsDouble());
      if (status != HealthStatus.HEALTHY) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s %.2f %%, %s %s %%",
                what,
                percent.getAsDouble(),
                status == HealthStatus.CRITICAL ? "critical above" : "warning from",
                status == HealthStatus.CRITICAL ? thresholds.critical() : thresholds.warning()));
      }
      worst = status.compareTo(worst) > 0 ? status : worst;
    }
  }

  private static double percent(double used, double most) {
    return most > 0 ? rounded(100 * used / most) : 0;
  }

  /** Two digits behind the point: more would be noise. */
  private static double rounded(double percent) {
    return Math.round(percent * 100) / 100.0;
  }
}

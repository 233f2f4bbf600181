package io.haymaker.testkit.store;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.health.HealthRecords;
import io.haymaker.core.health.HealthSnapshot;
import io.haymaker.core.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Snapshots in a map. */
final class InMemoryHealthRecords implements HealthRecords {
  private final InMemoryTransactions transactions;
  private final Map<Long, HealthSnapshot> snapshots = new HashMap<>();
  private long last;

  InMemoryHealthRecords(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void enter(List<HealthSnapshot> entered) {
    transactions.run(
        () -> entered.forEach(snapshot -> transactions.put(snapshots, ++last, snapshot)));
  }

  @Override
  public List<Point> history(InstanceId container, Instant from, Instant to, Duration step) {
    return transactions.call(
        () ->
            snapshots.values().stream()
                .filter(snapshot -> snapshot.container().equals(container))
                .filter(snapshot -> !snapshot.at().isBefore(from) && snapshot.at().isBefore(to))
                .collect(
                    Collectors.groupingBy(
                        snapshot -> beginning(snapshot.at(), step),
                        TreeMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> together(entry.getKey(), entry.getValue()))
                .toList());
  }

  private static Instant beginning(Instant at, Duration step) {
    long seconds = step.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  private static Point together(Instant at, List<HealthSnapshot> all) {
    return new Point(
        at,
        mean(all, HealthSnapshot::cpu),
        peak(all, HealthSnapshot::cpu),
        mean(all, HealthSnapshot::memory),
        peak(all, HealthSnapshot::memory),
        all.stream().flatMapToDouble(snapshot -> snapshot.disk().stream()).average(),
        all.stream()
            .map(HealthSnapshot::status)
            .max(HealthStatus::compareTo)
            .orElse(HealthStatus.STOPPED),
        all.size());
  }

  private static double mean(List<HealthSnapshot> all, ToDoubleFunction<HealthSnapshot> what) {
    return all.stream().mapToDouble(what).average().orElse(0);
  }

  private static double peak(List<HealthSnapshot> all, ToDoubleFunction<HealthSnapshot> what) {
    return all.stream().mapToDouble(what).max().orElse(0);
  }

  @Override
  public void forgetDaysBefore(Instant time) {
    Instant firstKept = time.truncatedTo(ChronoUnit.DAYS);
    transactions.run(
        () ->
            List.copyOf(snapshots.entrySet()).stream()
                .filter(entry -> entry.getValue().at().isBefore(firstKept))
                .forEach(entry -> transactions.remove(snapshots, entry.getKey())));
  }
}

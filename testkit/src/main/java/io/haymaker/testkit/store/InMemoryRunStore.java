package io.haymaker.testkit.store;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunStore;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.store.StaleWriteException;
import io.haymaker.scenario.ScenarioName;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs and their scenarios in maps that keep the order of entry. */
final class InMemoryRunStore implements RunStore {
  private static final Comparator<Run> OLDEST_FIRST =
      Comparator.comparing(Run::startedAt).thenComparing(run -> run.id().toString());

  private final InMemoryTransactions transactions;
  private final Map<RunId, Run> runs = new LinkedHashMap<>();
  private final Map<ScenarioKey, ScenarioRun> scenarios = new LinkedHashMap<>();

  private record ScenarioKey(RunId run, ScenarioName scenario) {}

  InMemoryRunStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void insert(Run run) {
    transactions.run(
        () -> {
          if (runs.containsKey(run.id())) {
            throw new IllegalStateException("run %s is there already".formatted(run.id()));
          }
          transactions.put(runs, run.id(), withVersion(run, 0));
        });
  }

  @Override
  public Optional<Run> find(RunId id) {
    return transactions.call(() -> Optional.ofNullable(runs.get(id)));
  }

  @Override
  public Run update(Run run) {
    return transactions.call(
        () -> {
          Run stored = runs.get(run.id());
          if (stored == null || stored.version() != run.version()) {
            throw new StaleWriteException("run " + run.id());
          }
          Run next = withVersion(run, run.version() + 1);
          transactions.put(runs, run.id(), next);
          return next;
        });
  }

  @Override
  public List<Run> unfinished() {
    return transactions.call(
        () -> runs.values().stream().filter(run -> !run.isOver()).sorted(OLDEST_FIRST).toList());
  }

  @Override
  public boolean isAlone(RunId id) {
    return transactions.call(
        () -> runs.values().stream().allMatch(run -> run.isOver() || run.id().equals(id)));
  }

  @Override
  public List<Run> newest(int limit) {
    return transactions.call(
        () -> runs.values().stream().sorted(OLDEST_FIRST.reversed()).limit(limit).toList());
  }

  @Override
  public void insertScenarios(List<ScenarioRun> added) {
    transactions.run(
        () -> {
          for (ScenarioRun scenario : added) {
            var key = new ScenarioKey(scenario.run(), scenario.scenario());
            if (!runs.containsKey(scenario.run()) || scenarios.containsKey(key)) {
              throw new IllegalStateException(
                  "run %s: %s has no run or is there already"
                      .formatted(scenario.run(), scenario.scenario()));
            }
            transactions.put(scenarios, key, withVersion(scenario, 0));
          }
        });
  }

  @Override
  public List<ScenarioRun> scenarios(RunId run) {
    return transactions.call(
        () -> scenarios.values().stream().filter(one -> one.run().equals(run)).toList());
  }

  @Override
  public ScenarioRun update(ScenarioRun scenario) {
    return transactions.call(
        () -> {
          var key = new ScenarioKey(scenario.run(), scenario.scenario());
          ScenarioRun stored = scenarios.get(key);
          if (stored == null || stored.version() != scenario.version()) {
            throw new StaleWriteException(
                "run %s, %s".formatted(scenario.run(), scenario.scenario()));
          }
          ScenarioRun next = withVersion(scenario, scenario.version() + 1);
          transactions.put(scenarios, key, next);
          return next;
        });
  }

  @Override
  public boolean isCurrent(ScenarioRun scenario) {
    return transactions.call(
        () -> {
          ScenarioRun stored = scenarios.get(new ScenarioKey(scenario.run(), scenario.scenario()));
          return stored != null && stored.version() == scenario.version();
        });
  }

  private static Run withVersion(Run run, long version) {
    return new Run(
        run.id(),
        run.options(),
        run.phase(),
        run.phaseSince(),
        run.cleanup(),
        run.conclusion(),
        run.startedAt(),
        run.endedAt(),
        run.cancelRequestedAt(),
        version);
  }

  private static ScenarioRun withVersion(ScenarioRun one, long version) {
    return new ScenarioRun(
        one.run(),
        one.scenario(),
        one.technologyArea(),
        one.document(),
        one.plan(),
        one.stage(),
        one.identity(),
        one.container(),
        one.startedAt(),
        one.endedAt(),
        one.result(),
        one.failure(),
        version);
  }
}

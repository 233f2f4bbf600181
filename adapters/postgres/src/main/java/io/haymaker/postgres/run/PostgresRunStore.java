package io.haymaker.postgres.run;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunStore;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.store.StaleWriteException;
import io.haymaker.postgres.store.JdbiTransactions;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Runs and their scenarios in the tables {@code runs} and {@code scenario_runs}. */
public final class PostgresRunStore implements RunStore {
  private final JdbiTransactions transactions;

  public PostgresRunStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void insert(Run run) {
    transactions.useRun(
        run.id(),
        handle ->
            RunRow.bind(
                    run,
                    handle.createUpdate(
                        """
                        INSERT INTO runs (run_id, simulation_size, requested_scenarios, seed,
                          duration, leave_behind, phase, phase_since, cleanup, conclusion,
                          conclusion_message, started_at, ended_at, cancel_requested_at, version)
                        VALUES (:run_id, :simulation_size, CAST(:requested_scenarios AS jsonb),
                          :seed, :duration, :leave_behind, :phase, :phase_since,
                          CAST(:cleanup AS jsonb), :conclusion, :conclusion_message, :started_at,
                          :ended_at, :cancel_requested_at, 0)
                        """))
                .execute());
  }

  @Override
  public Optional<Run> find(RunId id) {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM runs WHERE run_id = :run_id")
                .bind("run_id", id.value())
                .map((row, _) -> RunRow.read(row))
                .findOne());
  }

  @Override
  public Run update(Run run) {
    transactions.useRun(
        run.id(),
        handle -> {
          int changed =
              RunRow.bind(
                      run,
                      handle.createUpdate(
                          """
                          UPDATE runs SET simulation_size = :simulation_size,
                            requested_scenarios = CAST(:requested_scenarios AS jsonb),
                            seed = :seed, duration = :duration, leave_behind = :leave_behind,
                            phase = :phase, phase_since = :phase_since,
                            cleanup = CAST(:cleanup AS jsonb), conclusion = :conclusion,
                            conclusion_message = :conclusion_message, started_at = :started_at,
                            ended_at = :ended_at, cancel_requested_at = :cancel_requested_at,
                            version = version + 1
                          WHERE run_id = :run_id AND version = :version
                          """))
                  .execute();
          if (changed == 0) {
            throw new StaleWriteException("run " + run.id());
          }
        });
    return RunRow.withVersion(run, run.version() + 1);
  }

  @Override
  public List<Run> unfinished() {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM runs WHERE phase <> 'completed' ORDER BY started_at, run_id")
                .map((row, _) -> RunRow.read(row))
                .list());
  }

  @Override
  public boolean isAlone(RunId id) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT NOT EXISTS (
                      SELECT 1 FROM runs WHERE phase <> 'completed' AND run_id <> :run_id)
                    """)
                .bind("run_id", id.value())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public List<Run> newest(int limit) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM runs ORDER BY started_at DESC, run_id DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, _) -> RunRow.read(row))
                .list());
  }

  @Override
  public void insertScenarios(List<ScenarioRun> scenarios) {
    if (scenarios.isEmpty()) {
      return;
    }
    transactions.useRun(
        scenarios.getFirst().run(),
        handle -> {
          int position =
              handle
                  .createQuery("SELECT count(*) FROM scenario_runs WHERE run_id = :run_id")
                  .bind("run_id", scenarios.getFirst().run().value())
                  .mapTo(Integer.class)
                  .one();
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  INSERT INTO scenario_runs (run_id, scenario_name, position, technology_area,
                    document, plan, stage, identity, container, started_at, ended_at, result,
                    failure, version)
                  VALUES (:run_id, :scenario_name, :position, :technology_area, :document,
                    CAST(:plan AS jsonb), :stage, CAST(:identity AS jsonb),
                    CAST(:container AS jsonb), :started_at, :ended_at, :result, :failure, 0)
                  """);
          for (ScenarioRun scenario : scenarios) {
            ScenarioRow.bind(scenario, batch).bind("position", position++).add();
          }
          batch.execute();
        });
  }

  @Override
  public List<ScenarioRun> scenarios(RunId run) {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM scenario_runs WHERE run_id = :run_id ORDER BY position")
                .bind("run_id", run.value())
                .map((row, _) -> ScenarioRow.read(row))
                .list());
  }

  @Override
  public ScenarioRun update(ScenarioRun scenario) {
    transactions.useRun(
        scenario.run(),
        handle -> {
          int changed =
              ScenarioRow.bind(
                      scenario,
                      handle.createUpdate(
                          """
                          UPDATE scenario_runs SET technology_area = :technology_area,
                            document = :document, plan = CAST(:plan AS jsonb), stage = :stage,
                            identity = CAST(:identity AS jsonb),
                            container = CAST(:container AS jsonb), started_at = :started_at,
                            ended_at = :ended_at, result = :result, failure = :failure,
                            version = version + 1
                          WHERE run_id = :run_id AND scenario_name = :scenario_name
                            AND version = :version
                          """))
                  .execute();
          if (changed == 0) {
            throw new StaleWriteException(
                "run %s, %s".formatted(scenario.run(), scenario.scenario()));
          }
        });
    return ScenarioRow.withVersion(scenario, scenario.version() + 1);
  }

  @Override
  public boolean isCurrent(ScenarioRun scenario) {
    return transactions.with(
        handle ->
            handle
                    .createQuery(
                        """
                    SELECT count(*) FROM scenario_runs
                    WHERE run_id = :run_id AND scenario_name = :scenario_name
                      AND version = :version
                    """)
                    .bind("run_id", scenario.run().value())
                    .bind("scenario_name", scenario.scenario().value())
                    .bind("version", scenario.version())
                    .mapTo(Integer.class)
                    .one()
                == 1);
  }
}

package io.haymaker.postgres.run;

import io.haymaker.core.identity.Identity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.AgentPlan;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.run.Stage;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.Json;
import io.haymaker.postgres.store.Row;
import io.haymaker.scenario.ScenarioName;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;

/** A scenario of a run and its row. */
final class ScenarioRow {
  private ScenarioRow() {}

  static <S extends SqlStatement<S>> S bind(ScenarioRun scenario, S statement) {
    return statement
        .bind("run_id", scenario.run().value())
        .bind("scenario_name", scenario.scenario().value())
        .bind("technology_area", Columns.text(scenario.technologyArea()))
        .bind("document", Columns.text(scenario.document()))
        .bind("plan", Json.write(scenario.plan()))
        .bind("stage", Row.name(scenario.stage()))
        .bind("identity", Json.write(scenario.identity()))
        .bind("container", Json.write(scenario.container()))
        .bind("started_at", Columns.time(scenario.startedAt()))
        .bind("ended_at", Columns.time(scenario.endedAt()))
        .bind("result", Columns.text(scenario.result().map(Row::name)))
        .bind("failure", Columns.text(scenario.failure()))
        .bind("version", scenario.version());
  }

  static ScenarioRun read(ResultSet result) throws SQLException {
    var row = new Row(result);
    return new ScenarioRun(
        new RunId(row.uuid("run_id")),
        new ScenarioName(row.text("scenario_name")),
        row.text("technology_area"),
        row.text("document"),
        Json.read(row.text("plan"), AgentPlan.class),
        row.constant("stage", Stage.class),
        row.optional("identity", json -> Json.read(json, Identity.class)),
        row.optional("container", json -> Json.read(json, ContainerHandle.class)),
        row.optionalTime("started_at"),
        row.optionalTime("ended_at"),
        row.optional("result", name -> Row.constant(ScenarioRun.Result.class, name)),
        row.optionalText("failure"),
        row.big("version"));
  }

  static ScenarioRun withVersion(ScenarioRun one, long version) {
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

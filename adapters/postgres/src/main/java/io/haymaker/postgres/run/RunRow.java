package io.haymaker.postgres.run;

import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Conclusion;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SelectionStrategy;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.Json;
import io.haymaker.postgres.store.Row;
import io.haymaker.scenario.ScenarioName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** A run and its row. */
final class RunRow {
  private static final String COMPLETED = "completed";

  private RunRow() {}

  static <S extends SqlStatement<S>> S bind(Run run, S statement) {
    RunOptions options = run.options();
    return statement
        .bind("run_id", run.id().value())
        .bind("simulation_size", options.selection().wireName())
        .bind("requested_scenarios", Json.write(requested(options.selection())))
        .bind("seed", options.seed())
        .bind("duration", options.duration().toString())
        .bind("leave_behind", options.leaveBehind())
        .bind("phase", Row.name(run.phase()))
        .bind("phase_since", Columns.time(run.phaseSince()))
        .bind("cleanup", Json.write(run.cleanup()))
        .bind("conclusion", Columns.text(run.conclusion().map(RunRow::name)))
        .bind("conclusion_message", Columns.text(run.conclusion().flatMap(RunRow::message)))
        .bind("started_at", Columns.time(run.startedAt()))
        .bind("ended_at", Columns.time(run.endedAt()))
        .bind("cancel_requested_at", Columns.time(run.cancelRequestedAt()))
        .bind("version", run.version());
  }

  static Run read(ResultSet result) throws SQLException {
    var row = new Row(result);
    var options =
        new RunOptions(
            selection(row),
            row.big("seed"),
            Duration.parse(row.text("duration")),
            row.integer("leave_behind"));
    return new Run(
        new RunId(row.uuid("run_id")),
        options,
        row.constant("phase", Phase.class),
        row.time("phase_since"),
        row.optional("cleanup", json -> Json.read(json, CleanupProgress.class)),
        conclusion(row),
        row.time("started_at"),
        row.optionalTime("ended_at"),
        row.optionalTime("cancel_requested_at"),
        row.big("version"));
  }

  /** An array of names, an object with a strategy, or nothing for a uniform choice. */
  private static Optional<?> requested(Selection selection) {
    return switch (selection) {
      case Selection.Sized(_, var strategy) ->
          Optional.of(strategy).filter(other -> !other.equals(SelectionStrategy.UNIFORM));
      case Selection.Named(var scenarios) -> Optional.of(scenarios);
    };
  }

  private static Selection selection(Row row) throws SQLException {
    Optional<String> requested = row.optionalText("requested_scenarios");
    if (requested.filter(json -> json.startsWith("[")).isPresent()) {
      return new Selection.Named(Arrays.asList(Json.read(requested.get(), ScenarioName[].class)));
    }
    return new Selection.Sized(
        row.constant("simulation_size", SimulationSize.class),
        requested
            .map(json -> Json.read(json, SelectionStrategy.class))
            .orElse(SelectionStrategy.UNIFORM));
  }

  private static String name(Conclusion conclusion) {
    return conclusion.failureReason().map(Conclusion.Reason::wireName).orElse(COMPLETED);
  }

  private static Optional<String> message(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.Completed _ -> Optional.empty();
      case Conclusion.Failed(_, String message) -> Optional.of(message);
    };
  }

  private static Optional<Conclusion> conclusion(Row row) throws SQLException {
    Optional<String> name = row.optionalText("conclusion");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        name.get().equals(COMPLETED)
            ? new Conclusion.Completed()
            : new Conclusion.Failed(
                Row.constant(Conclusion.Reason.class, name.get()), row.text("conclusion_message")));
  }

  static Run withVersion(Run run, long version) {
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
}

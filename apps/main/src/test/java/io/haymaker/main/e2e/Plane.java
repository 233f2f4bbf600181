package io.haymaker.main.e2e;

import io.haymaker.azure.event.BusTrust;
import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.run.Stage;
import io.haymaker.core.scenario.Selection;
import io.haymaker.main.ExitCode;
import io.haymaker.main.emulated.DemoWiring;
import io.haymaker.main.report.ReportFile;
import io.haymaker.main.wiring.ControlPlane;
import io.haymaker.main.wiring.PlaneSettings;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.scenario.ScenarioName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A control plane on the bench, on an empty database. */
final class Plane implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** A cleanup that cannot succeed gives up soon. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private final PostgresStore store;
  private final ControlPlane plane;

  private Plane(PostgresStore store, ControlPlane plane) {
    this.store = store;
    this.plane = plane;
  }

  /**
   * @param name of the database
   * @param scenarios the folder of documents
   */
  static Plane start(Bench bench, String name, Path scenarios) {
    return with(bench, name, settings(bench.settings(), scenarios, LONGEST));
  }

  /** The same, whose cleanups cannot succeed, and give up soon. */
  static Plane inVain(Bench bench, String name, Path scenarios) {
    return with(bench, name, settings(bench.settings(), scenarios, SOON));
  }

  /** The same, whose agents run as apps. */
  static Plane withApps(Bench bench, String name, Path scenarios) {
    return with(
        bench, name, DemoWiring.as(settings(bench.settings(), scenarios, LONGEST), AgentKind.APP));
  }

  private static Plane with(Bench bench, String name, PlaneSettings settings) {
    BusTrust.adopt(bench.authority());
    PostgresStore store = PostgresStore.open(bench.database(name), Clock.systemUTC());
    return new Plane(store, ControlPlane.start(settings, store, Clock.systemUTC()));
  }

  private static PlaneSettings settings(PlaneSettings demo, Path scenarios, Duration cleanup) {
    DeletionPolicy deletion = demo.deletion();
    return new PlaneSettings(
        demo.azure(),
        demo.agents(),
        demo.bus(),
        demo.runs(),
        new DeletionPolicy(
            new Backoff(2, Duration.ofMillis(500), Duration.ofSeconds(1)),
            deletion.betweenRounds(),
            cleanup,
            deletion.follow(),
            deletion.followSlow(),
            deletion.staleAfter(),
            deletion.settle(),
            deletion.width(),
            deletion.rules()),
        scenarios,
        demo.checks(),
        demo.alerts(),
        demo.sweep());
  }

  InstallationId installation() {
    return store.installation().id();
  }

  RunId run(Duration duration, int leaveBehind, String... scenarios) {
    return plane
        .runs()
        .start(
            new RunOptions(
                new Selection.Named(Arrays.stream(scenarios).map(ScenarioName::new).toList()),
                1,
                duration,
                leaveBehind));
  }

  RunBooks books() {
    return plane.books();
  }

  List<ScenarioRun> scenarios(RunId run) {
    return plane.books().runs().scenarios(run);
  }

  /** One scenario as it is recorded now. */
  ScenarioRun scenario(RunId run, String name) {
    return scenarios(run).stream()
        .filter(scenario -> scenario.scenario().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until these agents' containers have been launched. */
  void awaitRunning(RunId run, String... names) {
    Awaiting.until(
        "agents run",
        LONGEST,
        () ->
            scenarios(run).size() >= names.length
                && Arrays.stream(names)
                    .allMatch(name -> scenario(run, name).stage() == Stage.RUNNING));
  }

  /** Waits until the names of a run's things are chosen. */
  ScenarioRun awaitPlan(RunId run, String name) {
    return Awaiting.value(
        "the plan of " + name,
        LONGEST,
        () ->
            scenarios(run).stream()
                .filter(scenario -> scenario.scenario().value().equals(name))
                .findFirst());
  }

  /** Waits for the run's end; its report as outside readers get it. */
  JsonNode report(RunId run) {
    awaitEnd(run);
    return JsonMapper.shared()
        .readTree(ReportFile.json(plane.books().reports().find(run).orElseThrow()));
  }

  /** Waits for the run's end; what a command would tell the shell. */
  int exitCode(RunId run) {
    return ExitCode.of(awaitEnd(run).conclusion());
  }

  private Run awaitEnd(RunId run) {
    return Awaiting.value(
        "the end of run " + run,
        LONGEST,
        () -> Optional.of(plane.books().runs().find(run).orElseThrow()).filter(Run::isOver));
  }

  @Override
  public void close() {
    plane.close();
    store.close();
  }
}

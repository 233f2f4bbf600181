package io.haymaker.main.demo;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunReport;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Interrupts;
import io.haymaker.main.Logging;
import io.haymaker.main.report.ReportFile;
import io.haymaker.main.view.RunProgress;
import io.haymaker.main.view.RunView;
import io.haymaker.main.view.RunWatch;
import io.haymaker.main.view.Views;
import io.haymaker.main.wiring.ControlPlane;
import io.haymaker.main.wiring.PlaneSettings;
import io.haymaker.postgres.DatabaseUnavailableException;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A whole run on this machine. What it starts it ends: nothing of it is left running, however it
 * goes, unless it is killed; then the next one finds it.
 */
final class Demo {
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final DemoOptions options;
  private final Clock clock;

  Demo(DemoOptions options) {
    this.options = options;
    this.clock = Clock.systemUTC();
  }

  int run() {
    try (DataFolder folder = DataFolder.take(options.data());
        RunView view = Views.choose(options.quiet(), System.getenv())) {
      Logging.toFile(folder.logs().resolve("haymaker.log"));
      Interrupts interrupts = Interrupts.counted();
      view.say("data in " + folder.path());
      try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.postgres());
          PostgresStore store = PostgresStore.open(database.address(), clock)) {
        return withCloud(folder, store, view, interrupts);
      } catch (DatabaseUnavailableException e) {
        throw CommandFailure.refused(String.valueOf(e.getMessage()));
      }
    }
  }

  private int withCloud(
      DataFolder folder, PostgresStore store, RunView view, Interrupts interrupts) {
    Programs programs = Programs.ofThisInstallation();
    EmulatorProcess emulator =
        EmulatorProcess.startOrFind(
            folder.emulator(),
            programs,
            AgentImage.REFERENCE,
            AgentImage.write(folder.path().resolve("agent"), programs));
    try {
      view.say(
          (emulator.wasFound() ? "found the emulator at " : "emulator at ")
              + emulator.endpoints().armEndpoint());
      PlaneSettings settings =
          new DemoCloud(emulator.endpoints(), clock).withQuotaForAll().prepare(options.scenarios());
      try (ControlPlane plane = ControlPlane.start(settings, store, clock)) {
        return watch(plane, begin(plane, view), emulator, view, interrupts);
      }
    } finally {
      emulator.stop();
    }
  }

  /** The run that a killed demo left, or a new one. */
  private RunId begin(ControlPlane plane, RunView view) {
    List<Run> unfinished = plane.books().runs().unfinished();
    if (unfinished.isEmpty()) {
      return plane.runs().start(options.run());
    }
    RunId id = unfinished.getFirst().id();
    view.say("continuing run %s, with the options that it was started with".formatted(id));
    return id;
  }

  private int watch(
      ControlPlane plane, RunId id, EmulatorProcess emulator, RunView view, Interrupts interrupts) {
    var watch = new RunWatch(plane.books(), id, clock);
    int seen = 0;
    while (true) {
      RunProgress progress = watch.look();
      view.show(progress);
      if (progress.run().isOver()) {
        return finish(plane, id, view);
      }
      if (!emulator.isAlive()) {
        throw CommandFailure.refused(
            "the emulator has ended in the middle of run %s; the same command continues it"
                .formatted(id));
      }
      int count = interrupts.await(seen, GLANCE);
      if (count >= 2) {
        view.say("left run %s as it is; the same command continues it".formatted(id));
        return ExitCode.REMAINS;
      }
      if (count > seen) {
        seen = count;
        plane.runs().cancel(id);
        view.say("cancelling: agents are stopped and everything is cleaned up; Ctrl-C leaves now");
      }
    }
  }

  private int finish(ControlPlane plane, RunId id, RunView view) {
    RunReport report = plane.books().reports().find(id).orElseThrow();
    view.end(report);
    options.report().ifPresent(file -> ReportFile.write(file, report));
    return ExitCode.of(plane.books().runs().find(id).orElseThrow().conclusion());
  }
}

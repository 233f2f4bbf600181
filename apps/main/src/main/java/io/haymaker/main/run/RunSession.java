package io.haymaker.main.run;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunReport;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Interrupts;
import io.haymaker.main.place.Place;
import io.haymaker.main.place.Site;
import io.haymaker.main.report.ReportFile;
import io.haymaker.main.view.RunProgress;
import io.haymaker.main.view.RunView;
import io.haymaker.main.view.RunWatch;
import io.haymaker.main.wiring.ControlPlane;
import io.haymaker.postgres.DatabaseUnavailableException;
import io.haymaker.postgres.PostgresStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins a run, or goes on with one, and stays with it until it is over. */
public final class RunSession {
  private static final Duration GLANCE = Duration.ofMillis(200);

  /** How long a process that has nothing else to do stays for its alert to be taken. */
  private static final Duration ALERTING = Duration.ofSeconds(30);

  private final RunRequest request;
  private final RunView view;
  private final Interrupts interrupts;
  private final Clock clock;

  private RunSession(RunRequest request, RunView view, Interrupts interrupts, Clock clock) {
    this.request = request;
    this.view = view;
    this.interrupts = interrupts;
    this.clock = clock;
  }

  /** Enters the run to follow, or finds one. */
  public interface Beginning {
    /**
     * @throws CommandFailure when none may begin
     */
    RunId begin(ControlPlane plane, PostgresStore store);
  }

  /**
   * Takes the place, and leaves it again when the run is over: nothing that was started for it is
   * left running, however it goes, unless this process is killed. The run is the one that a killed
   * process left, or a new one.
   *
   * @return the exit code
   * @throws CommandFailure when the place cannot be taken, or something is lost in the middle
   */
  public static int at(Site site, RunRequest request, Clock clock) {
    try (RunView view = request.view(System.getenv())) {
      var session = new RunSession(request, view, Interrupts.counted(), clock);
      return session.in(site, (plane, _) -> session.begin(plane));
    }
  }

  /** The same, with a run that begins in a way of its own. */
  public static int at(Site site, RunRequest request, Beginning beginning, Clock clock) {
    try (RunView view = request.view(System.getenv())) {
      return new RunSession(request, view, Interrupts.counted(), clock).in(site, beginning);
    }
  }

  private int in(Site site, Beginning beginning) {
    site.prepareAgents(view::say);
    try (Place place = site.take(view::say);
        ControlPlane plane =
            ControlPlane.start(
                place.settings().withScenarios(request.scenarios()), place.store(), clock)) {
      return follow(plane, beginning.begin(plane, place.store()), place::lost);
    }
  }

  /**
   * @param lost what the run cannot go on without and is gone, asked again and again
   * @return the exit code
   * @throws CommandFailure when something is lost
   */
  private int follow(ControlPlane plane, RunId id, Supplier<Optional<String>> lost) {
    var watch = new RunWatch(plane.books(), id, clock);
    int seen = 0;
    var silence = new Silence(clock);
    while (true) {
      try {
        RunProgress progress = watch.look();
        view.show(progress);
        if (progress.run().isOver()) {
          return finish(plane, id, seen);
        }
        silence.end();
      } catch (DatabaseUnavailableException e) {
        // The work goes on where it was when the database is back; so does this.
        if (silence.isTooLong()) {
          throw CommandFailure.refused(
              "%s in the middle of run %s; the same command continues it"
                  .formatted(e.getMessage(), id));
        }
        if (silence.isNew()) {
          view.say(String.valueOf(e.getMessage()));
        }
      }
      Optional<String> what = lost.get();
      if (what.isPresent()) {
        throw CommandFailure.refused(
            "%s in the middle of run %s; the same command continues it".formatted(what.get(), id));
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

  /** An alert that nobody takes now waits in the database for the next process. */
  private void waitForAlert(ControlPlane plane, RunId id, int interruptions) {
    Instant end = clock.instant().plus(ALERTING);
    while (plane.owesAlert(id)) {
      boolean leaves = interrupts.await(interruptions, GLANCE) > interruptions;
      if (leaves || clock.instant().isAfter(end)) {
        view.say("nobody has taken the alert yet; the next process on this database sends it on");
        return;
      }
    }
  }

  /** The run that a killed process left, or a new one. */
  private RunId begin(ControlPlane plane) {
    List<Run> unfinished = plane.books().runs().unfinished();
    if (unfinished.isEmpty()) {
      return plane.runs().start(request.run());
    }
    RunId id = unfinished.getFirst().id();
    view.say("continuing run %s, with the options that it was started with".formatted(id));
    return id;
  }

  private int finish(ControlPlane plane, RunId id, int interruptions) {
    RunReport report = plane.books().reports().find(id).orElseThrow();
    request.report().ifPresent(file -> ReportFile.write(file, report));
    waitForAlert(plane, id, interruptions);
    view.end(report);
    return ExitCode.of(plane.books().runs().find(id).orElseThrow().conclusion());
  }
}

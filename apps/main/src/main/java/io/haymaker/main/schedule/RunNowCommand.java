package io.haymaker.main.schedule;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.core.schedule.ScheduleService;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Records;
import io.haymaker.main.place.Site;
import io.haymaker.main.run.RunRequest;
import io.haymaker.main.run.RunSession;
import io.haymaker.main.wiring.Books;
import io.haymaker.main.wiring.ScheduleKeeper;
import io.haymaker.postgres.PostgresStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a run of a schedule at once. */
@Command(
    name = "run-now",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a run of a schedule now, be it paused or not.",
      "A process that keeps to the schedules carries it out; without one it runs here, as 'run'."
    })
final class RunNowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PlaceArguments place = new PlaceArguments();

  @Parameters(paramLabel = "NAME", description = "the schedule")
  private String name = "";

  @Option(names = "--quiet", description = "no live view, only the end")
  private boolean quiet;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() {
    Logging.off();
    Site site = Known.site(spec, place, clock);
    Schedule schedule = Known.named(site.schedules(), name);
    Known.requireChoices(site.defaults().scenarios(), List.of(schedule));
    Optional<RunId> handedOver = handOver(site, schedule);
    if (handedOver.isPresent()) {
      System.out.println(
          "run %s begins; the process that is at work there carries it out"
              .formatted(handedOver.get()));
      return ExitCode.CLEAN;
    }
    var request =
        new RunRequest(
            schedule.options(1), Optional.empty(), site.defaults().scenarios(), quiet, false);
    return RunSession.at(site, request, (_, store) -> start(store, schedule, false), clock);
  }

  /** To whoever is there; empty when nobody is and nothing was started. */
  private Optional<RunId> handOver(Site site, Schedule schedule) {
    try (Records records = site.records(_ -> {})) {
      PostgresStore store = records.store();
      boolean somebody = records.isBeside() || ScheduleKeeper.isAtWork(store);
      if (somebody) {
        return Optional.of(start(store, schedule, true));
      }
      if (!schedule.mayOverlap() && !store.runs().unfinished().isEmpty()) {
        throw busy(store.runs().unfinished().getFirst().id(), false);
      }
      return Optional.empty();
    }
  }

  private RunId start(PostgresStore store, Schedule schedule, boolean somebody) {
    var service = new ScheduleService(Books.ofSchedules(store, clock), new SecureRandom(), clock);
    return switch (service.startNow(schedule)) {
      case ScheduleService.Start.Started(RunId run) -> run;
      case ScheduleService.Start.Busy(RunId run) -> throw busy(run, somebody);
    };
  }

  private CommandFailure busy(RunId run, boolean somebody) {
    return CommandFailure.refused(
        "run %s is on its way, and schedule '%s' may not overlap; %s"
            .formatted(
                run,
                name,
                somebody
                    ? "wait for its end, or allow it by overlap=yes in SCHEDULES"
                    : "'haymaker run' or 'haymaker schedule' goes on with it"));
  }
}

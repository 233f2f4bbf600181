package io.haymaker.main.schedule;

import io.haymaker.core.schedule.Schedule;
import io.haymaker.core.schedule.ScheduleService;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Records;
import io.haymaker.main.place.Site;
import io.haymaker.main.wiring.Books;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a schedule's due times passed over, or count again. */
final class PauseCommands {
  private PauseCommands() {}

  /** What both take. */
  abstract static class OfOne implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PlaceArguments place = new PlaceArguments();

    @Parameters(paramLabel = "NAME", description = "the schedule")
    private String name = "";

    private final Clock clock = Clock.systemUTC();
    private final BiConsumer<ScheduleService, Schedule> change;

    OfOne(BiConsumer<ScheduleService, Schedule> change) {
      this.change = change;
    }

    /** What became of it. */
    abstract String said(Schedule schedule, Clock now);

    @Override
    public Integer call() {
      Logging.off();
      Site site = Known.site(spec, place, clock);
      Schedule schedule = Known.named(site.schedules(), name);
      try (Records records = site.records(_ -> {})) {
        var books = Books.ofSchedules(records.store(), clock);
        change.accept(new ScheduleService(books, new SecureRandom(), clock), schedule);
      }
      System.out.println(said(schedule, clock));
      return ExitCode.CLEAN;
    }
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Passes over a schedule's times until it is resumed; its runs go on.")
  static final class Pause extends OfOne {
    Pause() {
      super(ScheduleService::pause);
    }

    @Override
    String said(Schedule schedule, Clock now) {
      return "%s is paused; 'haymaker schedule resume %s' ends that"
          .formatted(schedule.name(), schedule.name());
    }
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Has a paused schedule's times count again; those before now do not.")
  static final class Resume extends OfOne {
    Resume() {
      super(ScheduleService::resume);
    }

    @Override
    String said(Schedule schedule, Clock now) {
      return "%s is not paused; next: %s"
          .formatted(
              schedule.name(),
              schedule
                  .timetable()
                  .after(now.instant())
                  .map(time -> Times.both(time, schedule.timetable().zone()))
                  .orElse("never"));
    }
  }
}

package io.haymaker.main.schedule;

import io.haymaker.main.Logging;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Site;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps to the schedules until it is interrupted. */
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = {
      "Begins runs by itself, when their schedules say so, until Ctrl-C.",
      "The setting SCHEDULES says when; four regional ones unless it is set; 'off' for none.",
      "With --emulator it is read from the environment.",
      "Ctrl-C leaves a run that is on its way; the same command goes on with it."
    },
    subcommands = {
      ScheduleListCommand.class,
      RunNowCommand.class,
      PauseCommands.Pause.class,
      PauseCommands.Resume.class
    })
public final class ScheduleCommand implements Callable<Integer> {
  @Mixin private PlaceArguments place = new PlaceArguments();

  @Option(names = "--quiet", description = "only what the schedules do, and the ends of runs")
  private boolean quiet;

  @Override
  public Integer call() {
    Logging.off();
    Clock clock = Clock.systemUTC();
    Site site = place.site(clock);
    return ScheduleSession.at(site, quiet, clock);
  }
}

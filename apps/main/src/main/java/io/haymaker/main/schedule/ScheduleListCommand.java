package io.haymaker.main.schedule;

import io.haymaker.core.schedule.Schedule;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Records;
import io.haymaker.main.place.Site;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the schedules, also while a process keeps to them. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the schedules: their next times, whether they are paused, their last run.")
final class ScheduleListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PlaceArguments place = new PlaceArguments();

  @Option(names = "--json", description = "as a JSON array")
  private boolean json;

  @Override
  public Integer call() {
    Logging.off();
    Clock clock = Clock.systemUTC();
    Site site = Known.site(spec, place, clock);
    List<Schedule> schedules = site.schedules();
    try (Records records = site.records(_ -> {})) {
      var list =
          new ScheduleList(
              schedules,
              records.store().schedules().records(),
              id -> records.store().runs().find(id),
              clock.instant());
      if (json) {
        System.out.println(list.json());
      } else {
        list.table().forEach(System.out::println);
      }
    }
    return ExitCode.CLEAN;
  }
}

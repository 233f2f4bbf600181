package io.haymaker.main.schedule;

import io.haymaker.core.scenario.FolderCatalog;
import io.haymaker.core.scenario.ScenarioCatalog.CatalogException;
import io.haymaker.core.scenario.ScenarioChoice;
import io.haymaker.core.scenario.ScenarioSelector;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Site;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What the commands ask of the declared schedules. */
final class Known {
  private Known() {}

  /**
   * The site that a subcommand works at.
   *
   * @throws CommandFailure when an option stands before the subcommand, where it would be lost
   */
  static Site site(CommandSpec command, PlaceArguments place, Clock clock) {
    ParseResult before = command.commandLine().getParent().getParseResult();
    if (!before.matchedOptions().isEmpty()) {
      throw CommandFailure.usage(
          "%s: write it after '%s'"
              .formatted(before.matchedOptions().getFirst().longestName(), command.name()));
    }
    return place.site(clock);
  }

  /**
   * @throws CommandFailure naming all that there are, when there is none of that name
   */
  static Schedule named(List<Schedule> schedules, String name) {
    return schedules.stream()
        .filter(schedule -> schedule.name().value().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    schedules.isEmpty()
                        ? "no schedule '%s': SCHEDULES is off".formatted(name)
                        : "no schedule '%s'; there are: %s"
                            .formatted(
                                name,
                                schedules.stream()
                                    .map(schedule -> schedule.name().value())
                                    .collect(Collectors.joining(", ")))));
  }

  /**
   * Finds out beforehand what could not be chosen when it is due.
   *
   * @throws CommandFailure naming the schedule
   */
  static void requireChoices(Path documents, List<Schedule> schedules) {
    List<ScenarioChoice> available;
    try {
      available = new FolderCatalog(documents).scenarios();
    } catch (CatalogException e) {
      throw CommandFailure.usage("the scenario documents: " + e.getMessage());
    }
    for (Schedule schedule : schedules) {
      if (ScenarioSelector.choose(available, schedule.selection(), 1)
          instanceof ScenarioSelector.Choice.Impossible(String message)) {
        throw CommandFailure.usage(
            "SCHEDULES: schedule '%s': %s".formatted(schedule.name(), message));
      }
    }
  }
}

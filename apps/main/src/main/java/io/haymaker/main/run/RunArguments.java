package io.haymaker.main.run;

import io.haymaker.core.run.RunOptions;
import io.haymaker.core.scenario.FolderCatalog;
import io.haymaker.core.scenario.ScenarioCatalog.CatalogException;
import io.haymaker.core.scenario.ScenarioSelector;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.Durations;
import io.haymaker.main.place.RunDefaults;
import io.haymaker.main.scenarios.SelectionArguments;
import io.haymaker.scenario.ScenarioFolder;
import io.haymaker.scenario.ScenarioName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that makes a run. */
public final class RunArguments {
  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "small (5 scenarios), medium (15) or large (30); default small")
  private @Nullable String size;

  @Mixin private SelectionArguments choice = new SelectionArguments();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "run this scenario; may be given several times, instead of --size")
  private List<String> scenarios = List.of();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "how long the agents operate, such as 20s or 5m")
  private @Nullable String duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "decides the choice of scenarios; default random")
  private @Nullable String seed;

  @Option(names = "--report", paramLabel = "FILE", description = "write the report there as JSON")
  private @Nullable Path report;

  @Option(
      names = "--scenarios",
      paramLabel = "DIR",
      description = "the folder of scenario documents; default the one that came along")
  private @Nullable Path folder;

  @Option(names = "--quiet", description = "no live view, only the end")
  private boolean quiet;

  @Option(
      names = "--json",
      description = "every event as a line of JSON, and the report as the last one")
  private boolean json;

  /**
   * Checks everything that can be checked before anything is started.
   *
   * @param leaveBehind how many resources the agents "forget"
   * @throws CommandFailure naming the option
   */
  public RunRequest request(RunDefaults defaults, int leaveBehind) {
    Path documents = folder != null ? folder : defaults.scenarios();
    var run =
        new RunOptions(
            selection(defaults.size()),
            seed(),
            duration == null ? defaults.duration() : Durations.positive("--duration", duration),
            leaveBehind);
    checkChoice(documents, run);
    checkReport();
    return new RunRequest(run, Optional.ofNullable(report), documents, quiet, json);
  }

  private Selection selection(SimulationSize fallback) {
    if (scenarios.isEmpty()) {
      if (size == null) {
        return new Selection.Sized(fallback, choice.strategy());
      }
      String wanted = size;
      return new Selection.Sized(
          SimulationSize.of(wanted)
              .orElseThrow(
                  () ->
                      CommandFailure.usage(
                          "--size: '%s' is none of small, medium, large".formatted(wanted))),
          choice.strategy());
    }
    choice.requireNone();
    if (size != null) {
      throw CommandFailure.usage("--size and --scenario exclude each other: give one of them");
    }
    for (String name : scenarios) {
      if (!ScenarioName.isValid(name)) {
        throw CommandFailure.usage("--scenario: '%s' is no scenario name".formatted(name));
      }
    }
    try {
      return new Selection.Named(scenarios.stream().map(ScenarioName::new).toList());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--scenario: " + e.getMessage());
    }
  }

  private long seed() {
    return seed == null
        ? new SecureRandom().nextInt(1, Integer.MAX_VALUE)
        : number("--seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** A whole number within bounds, or a failure that names the option. */
  public static long number(String option, String text, long least, long most) {
    try {
      long number = Long.parseLong(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw CommandFailure.usage("%s: '%s' is no whole number".formatted(option, text));
    }
    throw CommandFailure.usage(
        "%s: %s is not between %d and %d".formatted(option, text, least, most));
  }

  /** What cannot be chosen is refused before anything is started. */
  private static void checkChoice(Path documents, RunOptions run) {
    var catalog = new FolderCatalog(documents);
    try {
      ScenarioFolder read = catalog.read();
      read.problems().forEach(problem -> System.err.println("haymaker: left out " + problem));
      if (ScenarioSelector.choose(catalog.scenarios(), run.selection(), run.seed())
          instanceof ScenarioSelector.Choice.Impossible(String message)) {
        throw CommandFailure.usage(message);
      }
    } catch (CatalogException e) {
      throw CommandFailure.usage("--scenarios: " + e.getMessage());
    }
  }

  private void checkReport() {
    if (report == null) {
      return;
    }
    Path parent = report.toAbsolutePath().getParent();
    if (Files.isDirectory(report) || parent == null || !Files.isDirectory(parent)) {
      throw CommandFailure.usage("--report: %s is no file in an existing folder".formatted(report));
    }
  }
}

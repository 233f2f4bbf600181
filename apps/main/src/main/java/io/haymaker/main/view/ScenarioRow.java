package io.haymaker.main.view;

import io.haymaker.core.run.Run;
import io.haymaker.core.run.ScenarioRun;
import java.time.Duration;
import java.util.Locale;

/** One scenario of the live view in a given width; all rows of a width are equally wide. Pure. */
final class ScenarioRow {
  /** Below this, names cannot be told from each other. */
  static final int LEAST = 30;

  /** From here on there is room for words beside the numbers. */
  private static final int LONG = 66;

  private static final int SHORT_BAR = 4;
  private static final int LONGEST_BAR = 40;

  /** What begins and ends with the agents' time, beside the time itself. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final boolean isLong;
  private final int name;
  private final int bar;
  private final int state;
  private final RunProgress progress;
  private final Ink ink;

  /**
   * @param width columns, {@link #LEAST} or more
   */
  ScenarioRow(int width, RunProgress progress, Ink ink) {
    this.progress = progress;
    this.ink = ink;
    isLong = width >= LONG;
    state = isLong ? 12 : 8;
    bar = isLong ? Math.clamp(10 + (width - LONG) / 4, 10, LONGEST_BAR) : SHORT_BAR;
    int rest = isLong ? bar + state + 26 : bar + state + 10;
    int longest =
        progress.scenarios().stream()
            .mapToInt(line -> Columns.width(line.scenario().scenario().value()))
            .max()
            .orElse(0);
    name = Math.clamp(longest, 4, width - rest);
  }

  String of(RunProgress.Line line) {
    ScenarioRun scenario = line.scenario();
    String who = Columns.pad(scenario.scenario().value(), name);
    int filled = (int) Math.round(share(scenario, progress.run()) * bar);
    String drawn = "#".repeat(filled) + ".".repeat(bar - filled);
    int gone = line.deletedByAgent() + line.forced();
    return isLong
        ? "  %s [%s] %s %4d made %4d gone"
            .formatted(who, drawn, painted(scenario), line.created(), gone)
        : "  %s %s %s %5s".formatted(who, drawn, painted(scenario), line.created() + "/" + gone);
  }

  private String painted(ScenarioRun scenario) {
    String word = Columns.pad(word(scenario), state);
    return switch (scenario.stage()) {
      case PROVISIONING_FAILED, UNDONE -> ink.red(word);
      case ENDED -> succeeded(scenario) ? ink.green(word) : ink.yellow(word);
      case PLANNED, SKIPPED -> ink.faint(word);
      case RUNNING -> word;
    };
  }

  private static boolean succeeded(ScenarioRun scenario) {
    return scenario.result().filter(ScenarioRun.Result.SUCCEEDED::equals).isPresent();
  }

  private String word(ScenarioRun scenario) {
    if (!isLong && succeeded(scenario)) {
      return "done";
    }
    return switch (scenario.stage()) {
      case PLANNED -> isLong ? "provisioning" : "making";
      case RUNNING -> "running";
      case ENDED ->
          scenario.result().map(result -> result.name().toLowerCase(Locale.ROOT)).orElse("ended");
      case PROVISIONING_FAILED, UNDONE -> "failed";
      case SKIPPED -> "left out";
    };
  }

  /**
   * How far through its time a scenario is: a guess from the clock, full only when it has ended.
   */
  private double share(ScenarioRun scenario, Run run) {
    return switch (scenario.stage()) {
      case PLANNED, PROVISIONING_FAILED, UNDONE, SKIPPED -> 0;
      case ENDED -> 1;
      case RUNNING ->
          scenario
              .startedAt()
              .map(
                  started ->
                      Math.clamp(
                          (double) Duration.between(started, progress.now()).toMillis()
                              / run.options().duration().plus(MARGIN).toMillis(),
                          0.0,
                          0.95))
              .orElse(0.0);
    };
  }
}

package io.haymaker.main.view;

import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.run.Stage;
import io.haymaker.main.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The live view of a moment as lines of text that fit a terminal. Pure. */
final class Frame {
  private static final int BAR = 12;
  private static final int HEAD_AND_FOOT = 4;

  private Frame() {}

  /**
   * @param width columns, 40 or more
   * @param height rows that may be used; scenarios beyond them are summed up in one line
   */
  static List<String> of(RunProgress progress, int width, int height, Ink ink) {
    Run run = progress.run();
    var lines = new ArrayList<String>();
    lines.add(head(progress, width, ink));
    int room = Math.max(1, height - HEAD_AND_FOOT);
    List<RunProgress.Line> shown =
        progress.scenarios().size() <= room
            ? progress.scenarios()
            : progress.scenarios().subList(0, room - 1);
    int name = Math.clamp(width - BAR - 36, 12, 48);
    shown.forEach(line -> lines.add(scenario(line, run, progress, name, ink)));
    if (shown.size() < progress.scenarios().size()) {
      lines.add(rest(progress, shown.size(), ink));
    }
    lines.add(
        cut(
            "  resources %d made, %d deleted by agents, %d forced   identities %d   events %d"
                .formatted(
                    progress.created(),
                    progress.deletedByAgents(),
                    progress.forced(),
                    progress.identities(),
                    progress.events()),
            width));
    run.cleanup()
        .filter(_ -> run.phase() == Phase.CLEANUP)
        .ifPresent(
            cleanup ->
                lines.add(
                    cut(
                        "  cleanup round %d: %d to prove, %d looks failed"
                            .formatted(
                                cleanup.rounds() + 1,
                                cleanup.remaining().size(),
                                cleanup.couldNotLook().size()),
                        width)));
    return lines;
  }

  private static String head(RunProgress progress, int width, Ink ink) {
    Run run = progress.run();
    String left =
        "HayMaker  run %s  %s, seed %d"
            .formatted(
                run.id().toString().substring(0, 8),
                run.options().selection().wireName(),
                run.options().seed());
    String right =
        (run.isCancelled() && !run.isOver() ? "cancelled, " : "")
            + run.phase().wireName()
            + "  "
            + Durations.show(Duration.between(run.startedAt(), progress.now()));
    int gap = Math.max(2, width - left.length() - right.length() - 1);
    return ink.bold(cut(left + " ".repeat(gap) + right, width));
  }

  private static String scenario(
      RunProgress.Line line, Run run, RunProgress progress, int nameWidth, Ink ink) {
    ScenarioRun scenario = line.scenario();
    double share = share(scenario, run, progress);
    int filled = (int) Math.round(share * BAR);
    String bar = "#".repeat(filled) + ".".repeat(BAR - filled);
    String state = state(scenario);
    String painted =
        switch (scenario.stage()) {
          case PROVISIONING_FAILED, UNDONE -> ink.red(pad(state, 12));
          case ENDED ->
              scenario.result().filter(r -> r == ScenarioRun.Result.SUCCEEDED).isPresent()
                  ? ink.green(pad(state, 12))
                  : ink.yellow(pad(state, 12));
          case PLANNED, SKIPPED -> ink.faint(pad(state, 12));
          case RUNNING -> pad(state, 12);
        };
    return "  %s [%s] %s %3d made %3d gone"
        .formatted(
            pad(scenario.scenario().value(), nameWidth),
            bar,
            painted,
            line.created(),
            line.deletedByAgent() + line.forced());
  }

  private static String rest(RunProgress progress, int shown, Ink ink) {
    List<RunProgress.Line> rest = progress.scenarios().subList(shown, progress.scenarios().size());
    long ended = rest.stream().filter(line -> line.scenario().stage() == Stage.ENDED).count();
    return ink.faint(
        "  and %d more, %d of them ended, %d resources"
            .formatted(
                rest.size(), ended, rest.stream().mapToInt(RunProgress.Line::created).sum()));
  }

  private static String state(ScenarioRun scenario) {
    return switch (scenario.stage()) {
      case PLANNED -> "provisioning";
      case RUNNING -> "running";
      case ENDED ->
          scenario
              .result()
              .map(result -> result.name().toLowerCase(java.util.Locale.ROOT))
              .orElse("ended");
      case PROVISIONING_FAILED, UNDONE -> "failed";
      case SKIPPED -> "left out";
    };
  }

  /**
   * How far through its time a scenario is: a guess from the clock, full only when it has ended.
   */
  private static double share(ScenarioRun scenario, Run run, RunProgress progress) {
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
                              / run.options().duration().plusSeconds(10).toMillis(),
                          0.0,
                          0.95))
              .orElse(0.0);
    };
  }

  static String pad(String text, int width) {
    return text.length() > width
        ? text.substring(0, width - 1) + "~"
        : text + " ".repeat(width - text.length());
  }

  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width));
  }
}

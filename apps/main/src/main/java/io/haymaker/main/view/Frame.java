package io.haymaker.main.view;

import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.Stage;
import io.haymaker.main.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The live view of a moment as lines of text that fit a terminal. Scenarios stand below each other
 * with all that is known of them; where rows are lacking, in two columns, and shorter where those
 * are narrow. Pure.
 */
final class Frame {
  private static final int HEAD_AND_FOOT = 4;
  private static final String GAP = "  ";

  private Frame() {}

  /**
   * @param width columns, 40 or more
   * @param height rows that may be used; scenarios for whom there is no room even so are summed up
   *     in one line
   */
  static List<String> of(RunProgress progress, int width, int height, Ink ink) {
    var lines = new ArrayList<String>();
    lines.add(head(progress, width, ink));
    scenarios(progress, width, Math.max(1, height - HEAD_AND_FOOT), ink).forEach(lines::add);
    lines.add(
        Columns.cut(
            "  %d made, %d deleted by agents, %d forced   identities %d   events %d"
                .formatted(
                    progress.created(),
                    progress.deletedByAgents(),
                    progress.forced(),
                    progress.identities(),
                    progress.events()),
            width));
    Run run = progress.run();
    run.cleanup()
        .filter(_ -> run.phase() == Phase.CLEANUP)
        .ifPresent(cleanup -> lines.add(Columns.cut(sentence(cleanup), width)));
    return lines;
  }

  private static String sentence(CleanupProgress cleanup) {
    return "  cleanup round %d: %d to prove, %d looks failed"
        .formatted(cleanup.rounds() + 1, cleanup.remaining().size(), cleanup.couldNotLook().size());
  }

  /** What the run is may be cut; how far it is may not. */
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
            + GAP
            + Durations.show(Duration.between(run.startedAt(), progress.now()));
    int room = Math.max(0, width - Columns.width(right) - GAP.length());
    return ink.bold(Columns.cut(Columns.pad(left, room) + GAP + right, width));
  }

  private static List<String> scenarios(RunProgress progress, int width, int room, Ink ink) {
    List<RunProgress.Line> all = progress.scenarios();
    if (all.size() <= room) {
      var row = new ScenarioRow(width, progress, ink);
      return all.stream().map(row::of).toList();
    }
    int half = (width - GAP.length()) / 2;
    int columns = half >= ScenarioRow.LEAST ? 2 : 1;
    var row = new ScenarioRow(columns == 2 ? half : width, progress, ink);
    boolean fits = all.size() <= columns * room;
    int rows = fits ? (all.size() + 1) / 2 : room - 1;
    var lines = new ArrayList<String>();
    for (int i = 0; i < rows; i++) {
      var line = new StringBuilder(row.of(all.get(i)));
      if (columns == 2 && rows + i < all.size()) {
        line.append(GAP).append(row.of(all.get(rows + i)));
      }
      lines.add(line.toString());
    }
    if (!fits) {
      lines.add(rest(all.subList(columns * rows, all.size()), width, ink));
    }
    return lines;
  }

  private static String rest(List<RunProgress.Line> rest, int width, Ink ink) {
    long ended = rest.stream().filter(line -> line.scenario().stage() == Stage.ENDED).count();
    return ink.faint(
        Columns.cut(
            "  and %d more, %d of them ended, %d resources"
                .formatted(
                    rest.size(), ended, rest.stream().mapToInt(RunProgress.Line::created).sum()),
            width));
  }
}

package io.haymaker.main.scaler;

import io.haymaker.core.scaler.MessageOutlook;
import io.haymaker.core.scaler.ScalerPreview;
import io.haymaker.core.scaler.Verdict;
import io.haymaker.main.view.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a pass would do, as a table. Pure. */
final class PlanTable {
  private PlanTable() {}

  static List<String> of(PlannedScaler plan) {
    ScalerPreview preview = plan.preview();
    var lines = new ArrayList<String>();
    lines.add(heading(preview));
    plan.room().map(Words::room).ifPresent(lines::add);
    if (preview.messages().isEmpty() && preview.more() == 0 && preview.problems().isEmpty()) {
      lines.add("No message waits.");
    }
    if (!preview.messages().isEmpty()) {
      var rows = new ArrayList<List<String>>();
      rows.add(List.of("SUBSCRIPTION", "MESSAGE", "AGE", "FILE MB", "STARTS", "WHAT AND WHY"));
      preview.messages().forEach(message -> rows.add(row(message, preview.at())));
      lines.addAll(TextTable.lines(rows));
      lines.add(sums(preview));
    }
    if (preview.more() > 0) {
      lines.add(
          "About %d more messages wait that are not shown (--most).".formatted(preview.more()));
    }
    preview.problems().forEach(problem -> lines.add("problem: " + Words.printable(problem)));
    return lines;
  }

  private static String heading(ScalerPreview preview) {
    String state =
        preview.paused()
            ? ", paused"
            : preview
                .hold()
                .map(
                    hold ->
                        ", held by %s %s"
                            .formatted(hold.reason(), Words.until(hold.until(), preview.at())))
                .orElse("");
    return "scaler %s: containers %d of %d%s"
        .formatted(preview.name(), preview.alive(), preview.capacity(), state);
  }

  private static List<String> row(MessageOutlook one, Instant now) {
    return List.of(
        one.message().subscription(),
        Words.id(one.message()),
        Words.age(one.message().enqueuedAt(), now),
        Words.size(one.message()),
        one.startsAt().map(start -> Words.about(start, now)).orElse("-"),
        Words.verdict(one.verdict(), now));
  }

  private static String sums(ScalerPreview preview) {
    return "messages: start %d, served %d, wait %d, refused %d, poison %d"
        .formatted(
            count(preview, Verdict.Start.class),
            count(preview, Verdict.Served.class),
            count(preview, Verdict.Waits.class),
            count(preview, Verdict.Refused.class),
            count(preview, Verdict.Poison.class));
  }

  private static long count(ScalerPreview preview, Class<? extends Verdict> kind) {
    return preview.messages().stream()
        .map(MessageOutlook::verdict)
        .filter(kind::isInstance)
        .count();
  }
}

package io.haymaker.main.scaler;

import io.haymaker.core.scaler.Backlog;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import io.haymaker.core.scaler.Verdict;
import io.haymaker.main.view.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a pass did, in lines. Pure. */
final class PassText {
  private PassText() {}

  static List<String> of(ScalerName name, PassReport report) {
    Backlog backlog = report.backlog();
    var lines = new ArrayList<String>();
    lines.add(
        "scaler %s: started %d, ended %d; messages: served %d, wait %d, refused %d, poison %d"
            .formatted(
                name,
                report.started().size(),
                report.ended().size(),
                backlog.served(),
                backlog.waiting(),
                backlog.refused(),
                backlog.poison()));
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("WHAT", "CONTAINER", "MESSAGE", "MORE"));
    report.ended().forEach(ended -> rows.add(ended(ended)));
    report.started().forEach(claim -> rows.add(started(claim)));
    report.plan().decisions().stream()
        .filter(
            decision ->
                decision.verdict() instanceof Verdict.Refused
                    || decision.verdict() instanceof Verdict.Poison)
        .forEach(decision -> rows.add(passedBy(decision, report)));
    if (rows.size() > 1) {
      lines.addAll(TextTable.lines(rows));
    }
    report.problems().forEach(problem -> lines.add("problem: " + Words.printable(problem)));
    return lines;
  }

  private static List<String> started(Claim claim) {
    return List.of(
        "started",
        claim.container().value(),
        message(claim),
        claim.size() + (claim.attempt() > 1 ? ", attempt " + claim.attempt() : ""));
  }

  private static List<String> ended(ClaimStore.Ended ended) {
    return List.of(
        ended.end().how().name().toLowerCase(Locale.ROOT),
        ended.claim().container().value(),
        message(ended.claim()),
        ended.end().reason().isEmpty() ? "-" : Words.printable(ended.end().reason()));
  }

  private static List<String> passedBy(Decision decision, PassReport report) {
    String words = Words.verdict(decision.verdict(), report.at());
    int colon = words.indexOf(": ");
    return List.of(
        words.substring(0, colon),
        "-",
        decision.message().subscription() + "/" + Words.id(decision.message()),
        words.substring(colon + 2));
  }

  private static String message(Claim claim) {
    return claim.key().subscription() + "/" + Words.safe(claim.key().messageId());
  }
}

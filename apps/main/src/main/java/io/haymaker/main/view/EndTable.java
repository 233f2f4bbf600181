package io.haymaker.main.view;

import io.haymaker.core.run.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of a run: a table, what remains, and one plain sentence. Pure. */
public final class EndTable {
  private EndTable() {}

  public static List<String> of(RunReport report, Ink ink) {
    var lines = new ArrayList<String>();
    int name =
        Math.max(
            10,
            report.scenarios().stream()
                .mapToInt(scenario -> scenario.scenarioName().length())
                .max()
                .orElse(10));
    lines.add(
        ink.bold(
            "%s  %-9s %7s %8s %6s %9s"
                .formatted(
                    Frame.pad("scenario", name),
                    "result",
                    "created",
                    "by agent",
                    "forced",
                    "remaining")));
    int[] sums = new int[4];
    for (RunReport.Scenario scenario : report.scenarios()) {
      int[] row = {
        scenario.resourcesCreated(),
        scenario.resourcesDeletedByAgent(),
        scenario.resourcesForceDeleted(),
        scenario.resourcesRemaining()
      };
      for (int i = 0; i < row.length; i++) {
        sums[i] += row[i];
      }
      lines.add(
          row(Frame.pad(scenario.scenarioName(), name), scenario.result().orElse("failed"), row));
    }
    lines.add(ink.bold(row(Frame.pad("total", name), "", sums)));
    lines.add("");
    lines.add(
        "identities: %d created, %d proven gone"
            .formatted(
                report.totalServicePrincipals(),
                report.cleanupReport().servicePrincipalsDeleted().size()));
    report.errors().stream()
        .map(error -> "  " + error.scenarioName() + ": " + error.message())
        .forEach(lines::add);
    report.audit().remaining().forEach(line -> lines.add(ink.red("  remains: " + line)));
    report.audit().couldNotLook().forEach(line -> lines.add(ink.red("  could not look: " + line)));
    lines.add(verdict(report, ink));
    return lines;
  }

  private static String row(String name, String result, int... numbers) {
    return "%s  %-9s %7d %8d %6d %9d"
        .formatted(name, result, numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private static String verdict(RunReport report, Ink ink) {
    Optional<String> reason = report.reason();
    if (reason.isEmpty()) {
      return ink.green(
          "Nothing remains: %d resources (%d by force) and %d identities are proven gone."
              .formatted(
                  report.cleanupVerification().actuallyDeleted(),
                  report.cleanupVerification().forcedDeletions(),
                  report.cleanupReport().servicePrincipalsDeleted().size()));
    }
    return ink.red(
        "The run failed (%s): %s".formatted(reason.get(), report.message().orElse("no message")));
  }
}

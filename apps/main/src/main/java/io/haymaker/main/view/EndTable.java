package io.haymaker.main.view;

import io.haymaker.core.cleanup.CleanupReport.Remaining;
import io.haymaker.core.run.RunReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The end of a run: a table, what remains, and one plain sentence. Pure. */
public final class EndTable {
  /** What stands behind the name in a row. */
  private static final int NUMBERS = 46;

  private static final int INDENT = 4;

  private EndTable() {}

  /**
   * @param width columns that table and sentences keep to: long names are cut, long sentences
   *     broken
   */
  public static List<String> of(RunReport report, int width, Ink ink) {
    var lines = new ArrayList<String>();
    int name =
        Math.min(
            width - NUMBERS,
            Math.max(
                10,
                report.scenarios().stream()
                    .mapToInt(scenario -> Columns.width(scenario.scenarioName()))
                    .max()
                    .orElse(10)));
    lines.add(
        ink.bold(
            "%s  %-9s %7s %8s %6s %9s"
                .formatted(
                    Columns.pad("scenario", name),
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
          row(Columns.pad(scenario.scenarioName(), name), scenario.result().orElse("failed"), row));
    }
    lines.add(ink.bold(row(Columns.pad("total", name), "", sums)));
    lines.add("");
    lines.add(
        "identities: %d created, %d proven gone"
            .formatted(
                report.totalServicePrincipals(),
                report.cleanupReport().servicePrincipalsDeleted().size()));
    report.errors().stream()
        .map(error -> "  " + error.scenarioName() + ": " + error.message())
        .flatMap(line -> fit(line, width))
        .forEach(lines::add);
    remains(report, width, ink, lines);
    report
        .audit()
        .couldNotLook()
        .forEach(line -> lines.add(ink.red(Columns.plain("  could not look: " + line))));
    boolean good = report.reason().isEmpty();
    fit(verdict(report), width).forEach(line -> lines.add(good ? ink.green(line) : ink.red(line)));
    return lines;
  }

  /** Ids whole, however long: they are there to be copied. Below each what is known of it. */
  private static void remains(RunReport report, int width, Ink ink, List<String> lines) {
    Map<String, Remaining> known = new LinkedHashMap<>();
    report
        .cleanupReport()
        .remainingResources()
        .forEach(one -> known.put(key(one.resourceId()), one));
    for (String line : report.audit().remaining()) {
      lines.add(ink.red(Columns.plain("  remains: " + line)));
      Remaining one = known.remove(key(line.substring(line.lastIndexOf(' ') + 1)));
      if (one != null) {
        details(one).flatMap(text -> fit(text, width)).forEach(lines::add);
      }
    }
    for (Remaining one : known.values()) {
      lines.add(ink.red(Columns.plain("  not proven gone: " + one.resourceId())));
      details(one).flatMap(text -> fit(text, width)).forEach(lines::add);
    }
  }

  /** Resource Manager's own answers differ in case. */
  private static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  private static Stream<String> details(Remaining one) {
    String tags =
        one.tags().entrySet().stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    return Stream.of(
            "%s, made %s, attempts: %d"
                .formatted(
                    one.reason(),
                    one.createdAt().map(Instant::toString).orElse("at a time unknown"),
                    one.attempts()),
            one.lastError()
                .filter(error -> !error.equals(one.reason()))
                .map("last error: "::concat)
                .orElse(""),
            tags.isEmpty() ? "" : "tags: " + tags)
        .filter(text -> !text.isEmpty())
        .map("    "::concat);
  }

  private static Stream<String> fit(String line, int width) {
    return Columns.wrap(Columns.plain(line), width, INDENT).stream();
  }

  private static String row(String name, String result, int... numbers) {
    return "%s  %-9s %7d %8d %6d %9d"
        .formatted(name, result, numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private static String verdict(RunReport report) {
    Optional<String> reason = report.reason();
    if (reason.isEmpty()) {
      return "Nothing remains: %d resources (%d by force) and %d identities are proven gone."
          .formatted(
              report.cleanupVerification().actuallyDeleted(),
              report.cleanupVerification().forcedDeletions(),
              report.cleanupReport().servicePrincipalsDeleted().size());
    }
    return "The run failed (%s): %s".formatted(reason.get(), report.message().orElse("no message"));
  }
}

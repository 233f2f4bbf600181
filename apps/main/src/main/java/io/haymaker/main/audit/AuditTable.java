package io.haymaker.main.audit;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.main.view.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** An audit for people: a line per kind of thing, what remains, and one plain sentence. Pure. */
public final class AuditTable {
  private static final int WIDTH = 80;

  private AuditTable() {}

  /**
   * One kind of thing.
   *
   * @param unseen how the lines begin that tell of a look of this kind which failed
   */
  private record Kind(String name, List<String> remaining, List<String> unseen) {}

  /** Lines of at most 80 columns; a name or id that is longer goes on in the next line. */
  public static List<String> of(AuditReport report) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("what", "remaining", "looked"));
    for (Kind kind : kinds(report)) {
      long failed =
          report.couldNotLook().stream()
              .filter(line -> kind.unseen().stream().anyMatch(line::startsWith))
              .count();
      rows.add(
          List.of(
              kind.name(),
              "%9d".formatted(kind.remaining().size()),
              failed == 0
                  ? "yes"
                  : failed == 1 ? "could not" : "could not (%d)".formatted(failed)));
    }
    var lines = new ArrayList<>(TextTable.lines(rows));
    lines.add("");
    report.everything().forEach(line -> lines.addAll(folded("remains: " + line)));
    report.couldNotLook().forEach(line -> lines.addAll(folded("could not look: " + line)));
    lines.add(verdict(report));
    return lines;
  }

  private static String verdict(AuditReport report) {
    if (report.provesAbsence()) {
      return "Nothing remains.";
    }
    String remains =
        switch (report.remaining()) {
          case 0 -> "Nothing was seen to remain";
          case 1 -> "1 thing remains";
          default -> report.remaining() + " things remain";
        };
    int failed = report.couldNotLook().size();
    return failed == 0
        ? remains + "."
        : "%s; %s, so absence is not proven."
            .formatted(remains, failed == 1 ? "1 look failed" : failed + " looks failed");
  }

  private static List<Kind> kinds(AuditReport report) {
    List<String> resources = List.of("tagged resources", "/");
    Predicate<String> isGroup = id -> !id.toLowerCase(Locale.ROOT).contains("/providers/");
    return List.of(
        new Kind("resources", only(report.resources(), isGroup.negate()), resources),
        new Kind("resource groups", only(report.resources(), isGroup), resources),
        new Kind("containers", report.containers(), List.of("containers")),
        principals("service principals", report, "service principal "),
        principals("applications", report, "application "),
        principals("deleted directory objects", report, "soft-deleted "),
        new Kind("role assignments", report.roleAssignments(), List.of("role assignments")),
        secrets("secrets", report, false),
        secrets("deleted secrets", report, true));
  }

  private static Kind principals(String name, AuditReport report, String beginning) {
    return new Kind(
        name,
        only(report.servicePrincipals(), line -> line.startsWith(beginning)),
        List.of("principals"));
  }

  private static Kind secrets(String name, AuditReport report, boolean deleted) {
    return new Kind(
        name,
        only(report.secrets(), line -> line.startsWith("soft-deleted ") == deleted),
        List.of("secrets"));
  }

  private static List<String> only(List<String> all, Predicate<String> wanted) {
    return all.stream().filter(wanted).toList();
  }

  private static List<String> folded(String line) {
    var lines = new ArrayList<String>();
    String rest = line;
    int room = WIDTH;
    while (rest.length() > room) {
      lines.add((lines.isEmpty() ? "" : "    ") + rest.substring(0, room));
      rest = rest.substring(room);
      room = WIDTH - 4;
    }
    lines.add((lines.isEmpty() ? "" : "    ") + rest);
    return lines;
  }
}

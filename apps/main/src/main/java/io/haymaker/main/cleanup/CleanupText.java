package io.haymaker.main.cleanup;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupPreview;
import io.haymaker.core.cleanup.CleanupPreview.Doomed;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.DeletionPlan.Held;
import io.haymaker.core.cleanup.DeletionPlan.Manner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.main.view.TextTable;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A cleanup in lines of at most 80 characters, for people. */
final class CleanupText {
  private static final int NAME = 22;
  private static final int TYPE = 18;
  private static final int LINE = 78;

  private final Costs costs;
  private final Clock clock;

  CleanupText(Costs costs, Clock clock) {
    this.costs = costs;
    this.clock = clock;
  }

  List<String> outlook(Outlook outlook) {
    var lines = new ArrayList<String>();
    lines.add(
        "Installation %s%s"
            .formatted(outlook.installation(), outlook.adopting() ? ", another's" : ""));
    outlook.previews().stream()
        .filter(preview -> !preview.isClean())
        .forEach(preview -> run(preview, lines));
    long clean = outlook.previews().stream().filter(CleanupPreview::isClean).count();
    if (clean > 0) {
      lines.add("");
      lines.add("%s without anything left.".formatted(count(clean, "run")));
    }
    outlook.active().forEach(run -> lines.add("Run " + run + " is not over: left alone."));
    others(outlook, lines);
    blind(outlook.found().couldNotLook(), lines);
    lines.add("");
    if (outlook.isClean()) {
      lines.add("Nothing remains of runs that are over.");
      return lines;
    }
    total(outlook, lines);
    return lines;
  }

  private void run(CleanupPreview preview, List<String> lines) {
    lines.add("");
    lines.add("Run " + preview.run());
    named("Containers, first of all", preview.containers(), lines);
    if (!preview.deletions().isEmpty()) {
      lines.add("  Resources, in this order; those of one step need not wait for each other");
      var rows = new ArrayList<List<String>>();
      rows.add(List.of("    STEP", "RESOURCE", "TYPE", "AGE", "$/H", "OURS BY"));
      preview.deletions().forEach(resource -> rows.add(row(resource)));
      lines.addAll(TextTable.lines(rows));
      named(
          "Purged in the same step, for their services keep what is deleted",
          names(preview, Manner.DELETE_AND_PURGE),
          lines);
      named(
          "Deleted already and kept by their services; purged",
          names(preview, Manner.PURGE),
          lines);
    }
    reasons("Left to what they lie in", preview.left(), lines);
    reasons("Left alone", preview.held(), lines);
    named("Identities, last of all", preview.identities().stream().map(this::tidy).toList(), lines);
    blind(preview.couldNotLook(), lines);
  }

  private static List<String> names(CleanupPreview preview, Manner manner) {
    return preview.deletions().stream()
        .filter(resource -> resource.manner() == manner)
        .map(resource -> resource.id().name())
        .toList();
  }

  private List<String> row(Doomed resource) {
    return List.of(
        "    %4d".formatted(resource.step()),
        middle(resource.id().name(), NAME),
        middle(shortType(resource.id()), TYPE),
        resource.since().map(this::age).orElse("?"),
        costs
            .perHour(resource)
            .map(price -> price.setScale(3, RoundingMode.HALF_UP).toPlainString())
            .orElse("-"),
        resource.why());
  }

  private static void named(String heading, List<String> things, List<String> lines) {
    if (!things.isEmpty()) {
      lines.add("  " + heading);
      things.forEach(thing -> lines.add("    " + middle(thing, LINE - 4)));
    }
  }

  private static void reasons(String heading, List<Held> held, List<String> lines) {
    if (!held.isEmpty()) {
      lines.add("  " + heading);
      for (Held one : held) {
        lines.add("    %s %s".formatted(shortType(one.id()), middle(one.id().name(), NAME)));
        lines.add("      " + middle(one.reason(), LINE - 6));
      }
    }
  }

  private static void others(Outlook outlook, List<String> lines) {
    if (!outlook.found().ofNoRun().isEmpty()) {
      lines.add("");
      lines.add(
          "Of no run, never swept: %s of the installation itself."
              .formatted(count(outlook.found().ofNoRun().size(), "thing")));
    }
    new TreeMap<>(outlook.found().ofOthers())
        .forEach(
            (installation, things) -> {
              lines.add("");
              lines.add(
                  "Not ours, never touched: %s of installation %s"
                      .formatted(count(things.size(), "thing"), installation));
            });
  }

  private static void blind(List<String> couldNotLook, List<String> lines) {
    if (!couldNotLook.isEmpty()) {
      lines.add("  Could not look, so there may be more");
      couldNotLook.forEach(line -> lines.add("    " + line));
    }
  }

  private void total(Outlook outlook, List<String> lines) {
    List<Doomed> all =
        outlook.previews().stream().flatMap(preview -> preview.deletions().stream()).toList();
    int containers = outlook.previews().stream().mapToInt(one -> one.containers().size()).sum();
    int identities = outlook.previews().stream().mapToInt(one -> one.identities().size()).sum();
    int held = outlook.previews().stream().mapToInt(one -> one.held().size()).sum();
    lines.add(
        "In all: %s, %s, %s to remove; %d left alone."
            .formatted(
                count(containers, "container"),
                count(all.size(), "resource"),
                count(identities, "identity part"),
                held));
    long unknown = costs.unknown(all);
    lines.add(
        "To keep it costs about $%s an hour%s."
            .formatted(
                costs.sum(all).setScale(2, RoundingMode.HALF_UP).toPlainString(),
                unknown == 0 ? "" : ", without %s of unknown price".formatted(unknown)));
    lines.add("An estimate. Prices:");
    lines.add("  " + costs.source() + ".");
  }

  List<String> howToDoIt(Outlook outlook, Optional<RunId> wanted) {
    if (outlook.isClean()) {
      return List.of();
    }
    String what =
        outlook.adopting()
            ? "--adopt " + outlook.installation()
            : wanted.map(RunId::toString).orElse("--all");
    return List.of("", "Nothing was touched. To do it: ./haymaker cleanup " + what + " --yes");
  }

  String round(RunId run, CleanupProgress progress) {
    return "%s  round %d: %d not proven gone yet%s"
        .formatted(
            run.toString().substring(0, 8),
            progress.rounds(),
            progress.remaining().size(),
            progress.couldNotLook().isEmpty()
                ? ""
                : ", %d looks failed".formatted(progress.couldNotLook().size()));
  }

  List<String> verdict(RunId run, CleanupProgress progress, AuditReport audit) {
    var lines = new ArrayList<String>();
    if (progress.isClean() && audit.provesAbsence()) {
      lines.add("Run %s: nothing remains; the audit's own reads agree.".formatted(run));
      return lines;
    }
    lines.add("Run %s: not proven clean.".formatted(run));
    lines.add("  audit: %s remain".formatted(count(audit.remaining(), "thing")));
    progress.remaining().forEach(line -> lines.add("  remains: " + line));
    progress.couldNotLook().forEach(line -> lines.add("  could not look: " + line));
    audit.couldNotLook().forEach(line -> lines.add("  the audit could not look: " + line));
    return lines;
  }

  /** An assignment's id says nothing to people but its last part. */
  private String tidy(String line) {
    return line.startsWith("role assignment ")
        ? "role assignment " + line.substring(line.lastIndexOf('/') + 1)
        : line;
  }

  private String age(Instant since) {
    Duration age = Duration.between(since, clock.instant());
    if (age.toDays() > 1) {
      return age.toDays() + " d";
    }
    if (age.toHours() > 1) {
      return age.toHours() + " h";
    }
    return age.toMinutes() > 1 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
  }

  private static String shortType(ResourceId id) {
    String type = id.type();
    if (id.isGroup()) {
      return "resource group";
    }
    return type.startsWith("microsoft.") ? type.substring("microsoft.".length()) : type;
  }

  /** Cut in the middle: names of one family differ at both ends. */
  private static String middle(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int tail = (most - 2) / 2;
    return text.substring(0, most - 2 - tail) + ".." + text.substring(text.length() - tail);
  }

  private static String count(long number, String thing) {
    return number == 1 ? "1 " + thing : number + " " + thing + "s";
  }
}

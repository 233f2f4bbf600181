package io.haymaker.main.view;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.scenario.ScenarioName;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A journal entry as a line for people; empty for those that only machines care for. */
final class NewsLine {
  private static final int AFTER_TIME = 10;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  /** What an agent does all day; its failures are shown all the same. */
  private static final Set<String> CHATTER =
      Set.of("operation", "resource_created", "resource_deleted", "proven_gone");

  private NewsLine() {}

  static Optional<String> of(JournalEntry entry) {
    if (entry.severity() == Severity.INFO && CHATTER.contains(entry.type())) {
      return Optional.empty();
    }
    String who = entry.scenario().map(ScenarioName::value).map(name -> name + ": ").orElse("");
    return Optional.of(
        Columns.plain(
            "%s  %-20s %s%s"
                .formatted(TIME.format(entry.at()), entry.type(), who, entry.message())));
  }

  /** The same for a terminal of some width: lines that need not be broken by it. */
  static List<String> of(JournalEntry entry, int width, Ink ink) {
    return of(entry).map(text -> Columns.wrap(text, width, AFTER_TIME)).orElse(List.of()).stream()
        .map(
            line ->
                switch (entry.severity()) {
                  case INFO -> line;
                  case WARNING -> ink.yellow(line);
                  case ERROR -> ink.red(line);
                })
        .toList();
  }
}

package io.haymaker.main.view;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.scenario.ScenarioName;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** A journal entry as a line for people; empty for those that only machines care for. */
final class NewsLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  /** What an agent does all day; its failures are shown all the same. */
  private static final Set<String> CHATTER =
      Set.of("operation", "resource_created", "resource_deleted", "proven_gone");

  private NewsLine() {}

  static Optional<String> of(JournalEntry entry, Ink ink) {
    if (entry.severity() == Severity.INFO && CHATTER.contains(entry.type())) {
      return Optional.empty();
    }
    String who = entry.scenario().map(ScenarioName::value).map(name -> name + ": ").orElse("");
    String text =
        "%s  %-20s %s%s"
            .formatted(TIME.format(entry.at()), entry.type(), who, entry.message())
            .replaceAll("\\s*[\\r\\n]+\\s*", " ");
    return Optional.of(
        switch (entry.severity()) {
          case INFO -> text;
          case WARNING -> ink.yellow(text);
          case ERROR -> ink.red(text);
        });
  }
}

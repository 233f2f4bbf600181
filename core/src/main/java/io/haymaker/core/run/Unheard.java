package io.haymaker.core.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.haymaker.core.event.EventType;
import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.ownership.RunId;
import io.haymaker.scenario.ScenarioName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the agents that ended well and whose events are not all in the journal yet: the bus was
 * away, or a process holds some of them that stands still or has died. An agent's last word says
 * how many resources it told of; it may come before what it counts.
 */
final class Unheard {
  private static final String CREATED = "resources_created";

  private final Journal journal;

  Unheard(Journal journal) {
    this.journal = journal;
  }

  Set<ScenarioName> of(RunId run, List<ScenarioRun> scenarios) {
    var unheard = new HashSet<ScenarioName>();
    for (ScenarioRun scenario : scenarios) {
      if (scenario.result().filter(ScenarioRun.Result.SUCCEEDED::equals).isPresent()) {
        unheard.add(scenario.scenario());
      }
    }
    if (unheard.isEmpty()) {
      return unheard;
    }
    Map<ScenarioName, Long> told =
        journal.ofType(run, EventType.RESOURCE_CREATED.wireName()).stream()
            .flatMap(entry -> entry.scenario().stream())
            .collect(groupingBy(name -> name, HashMap::new, counting()));
    for (JournalEntry last : journal.ofType(run, EventType.CLEANUP_COMPLETE.wireName())) {
      last.scenario()
          .filter(name -> told.getOrDefault(name, 0L) >= counted(last))
          .ifPresent(unheard::remove);
    }
    return unheard;
  }

  /** None where it does not say. */
  private static long counted(JournalEntry last) {
    String text = last.details().getOrDefault(CREATED, "0");
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
  }
}

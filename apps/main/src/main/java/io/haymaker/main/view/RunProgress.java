package io.haymaker.main.view;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.ScenarioRun;
import java.time.Instant;
import java.util.List;

/**
 * A run at a moment, as far as people care.
 *
 * @param news journal entries since the last look
 * @param events how many entries the run's journal has
 */
public record RunProgress(
    Run run, List<Line> scenarios, List<JournalEntry> news, long events, Instant now) {

  public RunProgress {
    scenarios = List.copyOf(scenarios);
    news = List.copyOf(news);
  }

  /** One scenario and what is known of its resources. */
  public record Line(ScenarioRun scenario, int created, int deletedByAgent, int forced) {}

  /** What is known of all resources, those of no scenario included. */
  public int created() {
    return scenarios.stream().mapToInt(Line::created).sum();
  }

  public int deletedByAgents() {
    return scenarios.stream().mapToInt(Line::deletedByAgent).sum();
  }

  public int forced() {
    return scenarios.stream().mapToInt(Line::forced).sum();
  }

  /** Identities that exist or existed. */
  public long identities() {
    return scenarios.stream().filter(line -> line.scenario().identity().isPresent()).count();
  }
}

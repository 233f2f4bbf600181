package io.haymaker.core.run;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.store.StaleWriteException;
import java.time.Clock;

/** Writes what became of an action, together with its line in the journal. */
final class RunCommits {
  private final RunBooks books;
  private final Clock clock;

  RunCommits(RunBooks books, Clock clock) {
    this.books = books;
    this.clock = clock;
  }

  /** A run that has moved to another phase. */
  void phase(Run run) {
    String conclusion =
        run.isOver() ? run.conclusion().map(Conclusion::status).map(": "::concat).orElse("") : "";
    books
        .transactions()
        .run(
            () -> {
              books.runs().update(run);
              books
                  .journal()
                  .append(
                      JournalEntry.of(
                          run.phaseSince(),
                          run.id(),
                          "phase",
                          Severity.INFO,
                          run.phase().wireName() + conclusion));
            });
  }

  /**
   * A scenario to which something happened.
   *
   * @return it as it is stored now
   */
  ScenarioRun scenario(ScenarioRun scenario, String type, Severity severity, String message) {
    return books
        .transactions()
        .call(
            () -> {
              note(scenario, type, severity, message);
              return books.runs().update(scenario);
            });
  }

  /**
   * Makes a scenario this process's own, until somebody else writes it.
   *
   * @throws StaleWriteException when somebody did since it was read
   */
  ScenarioRun claim(ScenarioRun scenario) {
    return books.runs().update(scenario);
  }

  /**
   * Makes sure that nobody else has written a scenario since.
   *
   * @throws StaleWriteException when somebody has
   */
  void checkIsCurrent(ScenarioRun scenario) {
    if (!books.runs().isCurrent(scenario)) {
      throw new StaleWriteException("run %s, %s".formatted(scenario.run(), scenario.scenario()));
    }
  }

  /** Something that happened to a scenario and changes nothing on record. */
  void note(ScenarioRun scenario, String type, Severity severity, String message) {
    books
        .journal()
        .append(
            JournalEntry.of(clock.instant(), scenario.run(), type, severity, message)
                .about(scenario.scenario()));
  }
}

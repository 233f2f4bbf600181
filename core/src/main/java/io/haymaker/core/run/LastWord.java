package io.haymaker.core.run;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.run.ScenarioRun.Result;
import java.util.Optional;

/**
 * What an agent said of its own end. Only asked for where the runtime cannot say it, because there
 * an agent that is through stays where it is until it is stopped.
 *
 * @param exitCode what it would have ended with
 */
record LastWord(int exitCode) {

  /** The exit code of an agent whose scenario ran and of which nothing remains. */
  private static final int GOOD = 0;

  /** An agent that says no code is one that ended well unless it complains. */
  static LastWord of(JournalEntry entry) {
    String code = entry.details().getOrDefault("exit_code", "0");
    return new LastWord(code.matches("\\d{1,3}") ? Integer.parseInt(code) : GOOD);
  }

  Result result() {
    return exitCode == GOOD ? Result.SUCCEEDED : Result.FAILED;
  }

  Optional<String> why() {
    return exitCode == GOOD
        ? Optional.empty()
        : Optional.of("it said that it ended with exit code " + exitCode);
  }
}

package io.haymaker.testkit.fault;

import io.haymaker.core.outcome.Problem;
import java.time.Duration;
import java.util.Optional;

/** One way in which a call goes wrong. */
sealed interface Fault {

  /** Not done, and never will be. */
  record Refuse(Problem problem) implements Fault {}

  /** Not done now. */
  record Busy(Problem problem, Optional<Duration> retryAfter) implements Fault {}

  /** The answer is lost; a look fails. */
  record LoseAnswer(Problem problem, boolean effectHappens) implements Fault {}

  /** The process dies. */
  record Crash(boolean effectHappens) implements Fault {}
}

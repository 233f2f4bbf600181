package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Outcome.Busy;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.runtime.ContainerHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the launches of a pass go, and whether the platform should be left alone: it asked for
 * patience, or nothing but failures came back for a while. Safe for many threads.
 */
final class LaunchTally {
  /** So many failures in a row are no longer those of single messages. */
  static final int MOST_FAILURES = 10;

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Backoff patience;
  private int failures;
  private boolean anyDone;
  private @Nullable Problem held;
  private Optional<Duration> asked = Optional.empty();

  /**
   * @param first how long the platform is left alone the first time; then twice as long each time
   */
  LaunchTally(Duration first) {
    patience = new Backoff(1, first, first.compareTo(LONGEST) > 0 ? first : LONGEST);
  }

  synchronized void count(Outcome<ContainerHandle> outcome) {
    if (outcome.isDone()) {
      failures = 0;
      anyDone = true;
      return;
    }
    failures++;
    Problem problem = outcome.obstacle().orElseThrow();
    if (held == null
        && (failures >= MOST_FAILURES
            || (outcome instanceof Busy<ContainerHandle> busy && asksForPatience(busy)))) {
      held = problem;
      asked = outcome instanceof Busy<ContainerHandle> busy ? busy.retryAfter() : asked;
    }
  }

  private static boolean asksForPatience(Busy<ContainerHandle> busy) {
    String code = busy.problem().code().toLowerCase(Locale.ROOT);
    return busy.retryAfter().isPresent()
        || code.contains("quota")
        || code.contains("toomanyrequests")
        || code.contains("throttl");
  }

  /** In a word for people where there is one. */
  private static String reason(Problem problem) {
    String code = problem.code().toLowerCase(Locale.ROOT);
    if (code.contains("quota")) {
      return "quota";
    }
    return code.contains("toomanyrequests") || code.contains("throttl")
        ? "throttling"
        : problem.code();
  }

  /** Whether nothing more is to be asked for in this pass. */
  synchronized boolean isHeld() {
    return held != null;
  }

  /** What is remembered after this pass; a hold stays in force until something is made again. */
  synchronized ClaimStore.Memory remembered(
      ClaimStore.Memory before, Optional<String> lastServed, Instant now) {
    Problem why = held;
    if (why == null) {
      return new ClaimStore.Memory(
          lastServed,
          anyDone ? Optional.empty() : before.hold(),
          anyDone ? 0 : before.holds(),
          before.paused());
    }
    int holds = before.holds() + 1;
    Duration own = patience.full(holds);
    Duration wait = asked.filter(wish -> wish.compareTo(own) > 0).orElse(own);
    return new ClaimStore.Memory(
        lastServed,
        Optional.of(new ScalerSnapshot.Hold(reason(why), now.plus(wait))),
        holds,
        before.paused());
  }
}

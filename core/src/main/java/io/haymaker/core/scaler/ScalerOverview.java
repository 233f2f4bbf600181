package io.haymaker.core.scaler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a scaler is doing.
 *
 * @param paused whether somebody wants nothing to be started
 * @param hold what keeps it from starting anything for a while
 * @param capacity how many containers there may be
 * @param active how many of them are claimed now
 * @param room what the platform's quota had to say when the server started; empty when it was not
 *     asked yet, or has none
 * @param lastPass the last pass that this process made or saw; empty when it made none yet
 */
public record ScalerOverview(
    ScalerName name,
    boolean paused,
    Optional<ScalerSnapshot.Hold> hold,
    int capacity,
    int active,
    Optional<PlatformRoom> room,
    Optional<LastPass> lastPass) {

  /**
   * A pass.
   *
   * @param problems what could not be looked at or done; empty when all went well
   */
  public record LastPass(Instant at, Backlog backlog, List<String> problems) {
    public LastPass {
      problems = List.copyOf(problems);
    }

    static LastPass of(PassReport report) {
      return new LastPass(report.at(), report.backlog(), report.problems());
    }
  }
}

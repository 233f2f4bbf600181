package io.haymaker.core.scaler;

import io.haymaker.core.scaler.ScalerSnapshot.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a pass of a scaler would do now.
 *
 * @param capacity how many containers there may be
 * @param alive how many take up room
 * @param paused whether somebody wants nothing to be started
 * @param hold what keeps it from starting anything for a while
 * @param messages what waits, in the order of its turns
 * @param more so many messages, about, wait behind these, as the bus counts them
 * @param problems what could not be looked at; empty when all could
 */
public record ScalerPreview(
    ScalerName name,
    Instant at,
    int capacity,
    int alive,
    boolean paused,
    Optional<Hold> hold,
    List<MessageOutlook> messages,
    long more,
    List<String> problems) {

  /** So many ends tell how long a container usually takes. */
  private static final int ENDS = 50;

  public ScalerPreview {
    messages = List.copyOf(messages);
    problems = List.copyOf(problems);
  }

  /**
   * Looks, and changes nothing.
   *
   * @param most of how many messages that have no container it tells, where so many wait
   */
  public static ScalerPreview of(ScalerWorld world, int most) {
    Scaler scaler = world.scaler();
    PassReport report = new ScalerPass(world).preview(most);
    ClaimStore.Memory memory = world.claims().memory(scaler.name());
    var forecast =
        new StartForecast(
            Math.max(0, report.capacity() - report.alive()),
            world.claims().live(scaler.name()),
            StartForecast.usual(world.claims().ended(scaler.name(), ENDS)),
            memory,
            report.at());
    return new ScalerPreview(
        scaler.name(),
        report.at(),
        report.capacity(),
        report.alive(),
        memory.paused(),
        memory.hold().filter(hold -> hold.until().isAfter(report.at())),
        forecast.outlooks(report.plan()),
        report.unread(),
        report.problems());
  }
}

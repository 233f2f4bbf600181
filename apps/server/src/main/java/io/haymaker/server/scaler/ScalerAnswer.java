package io.haymaker.server.scaler;

import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.core.scaler.ScalerOverview;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a scaler does.
 *
 * @param capacity how many containers there may be
 * @param active how many of them are claimed now
 * @param hold what keeps it from starting anything for a while; null while nothing does
 * @param quota whether the platform's quota has room for all containers that there may be, as it
 *     was when the server started; null when it was not asked yet, or has none
 * @param lastPass the last pass of the process that answers; null when it made none yet
 */
public record ScalerAnswer(
    String name,
    boolean paused,
    int capacity,
    int active,
    @Nullable Hold hold,
    @Nullable Quota quota,
    @Nullable LastPass lastPass) {

  /**
   * What a quota has room for.
   *
   * @param verdict {@code enough}, {@code too_little}, or {@code not_known} when nobody could look
   * @param whatToDo null when there is enough
   */
  public record Quota(String verdict, String message, @Nullable String whatToDo) {
    static Quota of(PlatformRoom room) {
      return switch (room) {
        case PlatformRoom.Enough(String message) -> new Quota("enough", message, null);
        case PlatformRoom.TooLittle(String message, String whatToDo) ->
            new Quota("too_little", message, whatToDo);
        case PlatformRoom.NotKnown(String message, String whatToDo) ->
            new Quota("not_known", message, whatToDo);
      };
    }
  }

  /** The platform asked for patience. */
  public record Hold(String reason, Instant until) {}

  /**
   * A pass, and what it saw; it may not have seen all that waits.
   *
   * @param waiting messages that would get a container and have none yet
   * @param served messages that have one
   * @param refused messages that never get one as they are
   * @param poison messages that had all that they may have
   * @param oldest when the oldest of the waiting ones was enqueued; null when none waits
   * @param problems what could not be looked at or done
   */
  public record LastPass(
      Instant at,
      long waiting,
      int served,
      int refused,
      int poison,
      @Nullable Instant oldest,
      List<String> problems) {}

  static ScalerAnswer of(ScalerOverview scaler) {
    return new ScalerAnswer(
        scaler.name().value(),
        scaler.paused(),
        scaler.capacity(),
        scaler.active(),
        scaler.hold().map(hold -> new Hold(hold.reason(), hold.until())).orElse(null),
        scaler.room().map(Quota::of).orElse(null),
        scaler.lastPass().map(ScalerAnswer::pass).orElse(null));
  }

  private static LastPass pass(ScalerOverview.LastPass pass) {
    return new LastPass(
        pass.at(),
        pass.backlog().waiting(),
        pass.backlog().served(),
        pass.backlog().refused(),
        pass.backlog().poison(),
        pass.backlog().oldest().orElse(null),
        pass.problems());
  }
}

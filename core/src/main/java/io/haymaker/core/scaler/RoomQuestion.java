package io.haymaker.core.scaler;

import io.haymaker.core.concurrent.OwnThread;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the platform whether it has room for all the containers that a scaler may have at once;
 * tells people, log and journal when it has not, or nobody knows.
 */
public final class RoomQuestion {
  private static final Logger LOG = LoggerFactory.getLogger(RoomQuestion.class);

  private final ScalerWorld world;
  private final IntFunction<Optional<PlatformRoom>> platform;
  private final ScalerDesk desk;

  /**
   * @param platform says whether there is room for so many containers beside those that are there;
   *     empty where it has no quota of them
   * @param desk is told
   */
  public RoomQuestion(
      ScalerWorld world, IntFunction<Optional<PlatformRoom>> platform, ScalerDesk desk) {
    this.world = world;
    this.platform = platform;
    this.desk = desk;
  }

  /** Asks, and tells. */
  public void ask() {
    platform.apply(wanted()).ifPresent(this::tell);
  }

  /** Asks once beside whatever else goes on; on return nothing need have been asked yet. */
  public OwnThread start() {
    return OwnThread.start("room-of-" + world.scaler().name(), this::ask);
  }

  /** Who is closed before there is an answer tells nothing. */
  private void ask(OwnThread own) {
    try {
      Optional<PlatformRoom> room = platform.apply(wanted());
      if (!own.isClosed()) {
        room.ifPresent(this::tell);
      }
    } catch (RuntimeException e) {
      if (!own.isClosed()) {
        LOG.atWarn()
            .addKeyValue("scaler", world.scaler().name())
            .setCause(e)
            .log("whether the platform has room could not be asked");
      }
    }
  }

  private int wanted() {
    Scaler scaler = world.scaler();
    return Math.max(0, scaler.capacity() - world.claims().live(scaler.name()).size());
  }

  private void tell(PlatformRoom room) {
    desk.roomIs(world.scaler().name(), room);
    switch (room) {
      case PlatformRoom.Enough _ -> {}
      case PlatformRoom.TooLittle(String message, String whatToDo) ->
          warn("quota_too_small", message, whatToDo);
      case PlatformRoom.NotKnown(String message, String whatToDo) ->
          warn("quota_not_known", message, whatToDo);
    }
  }

  private void warn(String type, String message, String whatToDo) {
    String scaler = world.scaler().name().value();
    LOG.atWarn()
        .addKeyValue("scaler", scaler)
        .addKeyValue("what", message)
        .addKeyValue("what_to_do", whatToDo)
        .log(type);
    world
        .transactions()
        .run(
            () ->
                world
                    .journal()
                    .append(
                        JournalEntry.ofNoRun(
                                world.clock().instant(),
                                type,
                                Severity.WARNING,
                                "%s; %s".formatted(message, whatToDo))
                            .with(Map.of("scaler", scaler))));
  }
}

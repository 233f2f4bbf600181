package io.haymaker.core.engine;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * Something that happened to a managed container, whoever did it.
 *
 * @param at by the engine's clock; with id and kind it makes the event unique
 * @param exitCode of a {@code STOP}, where the engine tells it
 */
public record EngineEvent(
    InstanceId id, String name, String image, Kind kind, Instant at, OptionalInt exitCode) {

  /** What happened. */
  public enum Kind {
    CREATE,
    START,
    /** It ended, by itself or because it was asked to. */
    STOP,
    REMOVE
  }
}

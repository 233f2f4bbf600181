package io.haymaker.core.engine;

import java.util.OptionalInt;

/** What a container was seen to be. */
public sealed interface InstanceState {
  /** Made, and never started. */
  record Created() implements InstanceState {}

  /** Running, or paused by somebody. */
  record Running() implements InstanceState {}

  /**
   * Not running any more.
   *
   * @param exitCode where the engine tells it
   */
  record Ended(OptionalInt exitCode) implements InstanceState {}
}

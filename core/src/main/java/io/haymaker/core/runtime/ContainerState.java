package io.haymaker.core.runtime;

/** What a container was seen to be. What is wanted of it is said elsewhere. */
public sealed interface ContainerState {

  /** Known to the runtime, not running yet. */
  record Starting() implements ContainerState {}

  /** Running; also whatever state the runtime names that we do not know. */
  record Running() implements ContainerState {}

  /** Ended by itself, well. */
  record Succeeded() implements ContainerState {}

  /**
   * Ended badly, or never started.
   *
   * @param reason in the runtime's words
   */
  record Failed(String reason) implements ContainerState {}

  /** Ended because it was asked to. */
  record Stopped() implements ContainerState {}

  /**
   * Was begun, and its runtime has forgotten what became of it: not the same as not begun yet. Only
   * seen where {@link Capabilities.Feature#HISTORY} is not offered.
   */
  record Lost() implements ContainerState {}

  /** True when it is over. Where the platform begins again what ends, stop it all the same. */
  default boolean isTerminal() {
    return switch (this) {
      case Starting _ -> false;
      case Running _ -> false;
      case Succeeded _ -> true;
      case Failed _ -> true;
      case Stopped _ -> true;
      case Lost _ -> true;
    };
  }
}

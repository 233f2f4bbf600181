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

  /** True when it will not run again by itself. */
  default boolean isTerminal() {
    return switch (this) {
      case Starting _ -> false;
      case Running _ -> false;
      case Succeeded _ -> true;
      case Failed _ -> true;
      case Stopped _ -> true;
    };
  }
}

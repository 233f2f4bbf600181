package io.haymaker.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a runtime tells of a container beside its state, as far as it tells it.
 *
 * @param startedAt when its program began, the last time it did
 * @param endedAt when it ended, once it has
 * @param exitCode with what, where the runtime says so: Container Apps never does
 * @param restarts how often the platform began it again
 * @param ports where it can be reached
 */
public record ContainerFacts(
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    OptionalInt exitCode,
    int restarts,
    List<PortRequest.Published> ports) {

  /** Nothing is told. */
  public static final ContainerFacts NONE =
      new ContainerFacts(Optional.empty(), Optional.empty(), OptionalInt.empty(), 0, List.of());

  public ContainerFacts {
    ports = List.copyOf(ports);
  }
}

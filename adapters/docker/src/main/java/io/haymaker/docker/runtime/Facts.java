package io.haymaker.docker.runtime;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.haymaker.core.runtime.ContainerFacts;
import io.haymaker.core.runtime.ContainerState;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the engine tells of a container beside its state. */
final class Facts {
  private Facts() {}

  static ContainerFacts of(InspectContainerResponse container) {
    InspectContainerResponse.ContainerState seen = container.getState();
    boolean isOver = States.of(seen).isTerminal();
    boolean hasRun = !(States.of(seen) instanceof ContainerState.Starting);
    @Nullable Long code = seen.getExitCodeLong();
    Optional<Instant> ended = isOver ? time(seen.getFinishedAt()) : Optional.empty();
    return new ContainerFacts(
        // The engine notes the start a little late: what ends at once has ended before it.
        time(seen.getStartedAt()).map(started -> ended.filter(started::isAfter).orElse(started)),
        ended,
        isOver && hasRun && code != null ? OptionalInt.of(code.intValue()) : OptionalInt.empty(),
        Objects.requireNonNullElse(container.getRestartCount(), 0),
        PublishedPorts.of(container));
  }

  /** The engine writes the year 1 for never. */
  private static Optional<Instant> time(@Nullable String text) {
    try {
      return Optional.ofNullable(text)
          .map(written -> OffsetDateTime.parse(written).toInstant())
          .filter(Instant.EPOCH::isBefore);
    } catch (DateTimeParseException e) {
      // An empty text is never, too.
      return Optional.empty();
    }
  }
}

package io.haymaker.core.watch;

import io.haymaker.core.engine.EngineEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Something that happened to a container, as it is kept.
 *
 * @param image as it was asked for
 * @param containerId the engine's whole id; what an older manager kept may be empty
 * @param host the engine's machine
 * @param ports host ports by port of the container, such as {@code 80/tcp}; empty where they are
 *     not known
 * @param status what the container was after it: {@code created}, {@code running}, {@code stopped}
 *     or {@code removed}; an older manager's may be anything
 * @param event {@code create}, {@code start}, {@code stop} or {@code remove}; an older manager's
 *     may be anything
 * @param at by the engine's clock
 */
public record ContainerEvent(
    String image,
    String containerId,
    String name,
    String host,
    Map<String, Integer> ports,
    String status,
    String event,
    Instant at) {
  public ContainerEvent {
    ports = Map.copyOf(ports);
  }

  /** What the engine told, with what it did not tell. */
  static ContainerEvent of(EngineEvent event, String host, Map<String, Integer> ports) {
    return new ContainerEvent(
        event.image(),
        event.id().value(),
        event.name(),
        host,
        ports,
        after(event.kind()),
        event.kind().name().toLowerCase(Locale.ROOT),
        event.at());
  }

  private static String after(EngineEvent.Kind kind) {
    return switch (kind) {
      case CREATE -> "created";
      case START -> "running";
      case STOP -> "stopped";
      case REMOVE -> "removed";
    };
  }
}

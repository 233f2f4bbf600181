package io.haymaker.docker.engine;

import com.github.dockerjava.api.model.Event;
import io.haymaker.docker.EngineStream;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's events as they come. */
final class EventStream extends EngineStream<Event> {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final Consumer<Event> events;

  EventStream(Consumer<Event> events) {
    this.events = events;
  }

  @Override
  protected void take(Event event) {
    if (isOver()) {
      return;
    }
    try {
      events.accept(event);
    } catch (RuntimeException e) {
      LOG.warn("whoever watched the engine gave up", e);
      close();
    }
  }
}

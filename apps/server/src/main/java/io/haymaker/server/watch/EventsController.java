package io.haymaker.server.watch;

import io.haymaker.core.watch.ContainerEvent;
import io.haymaker.core.watch.ContainerHistory;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.wire.ApiFailure;
import io.haymaker.server.wire.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The events of containers, for reading on. */
@Tag(name = "containers")
@RestController
public class EventsController {
  private static final int MOST = 1000;

  private final ServerWorld world;

  EventsController(ServerWorld world) {
    this.world = world;
  }

  /**
   * An event.
   *
   * @param ports host ports by port of the container
   * @param status what the container was after it
   * @param event {@code create}, {@code start}, {@code stop} or {@code remove}
   * @param ts by the engine's clock
   */
  record EventAnswer(
      long id,
      String image,
      String containerId,
      String name,
      String host,
      Map<String, Integer> ports,
      String status,
      String event,
      Instant ts) {
    static EventAnswer of(ContainerHistory.Numbered numbered) {
      ContainerEvent event = numbered.event();
      return new EventAnswer(
          numbered.number(),
          event.image(),
          event.containerId(),
          event.name(),
          event.host(),
          event.ports(),
          event.status(),
          event.event(),
          event.at());
    }
  }

  /**
   * @param next what to give as {@code after} to read on
   */
  record Events(List<EventAnswer> events, long next) {}

  @GetMapping("/containers/events")
  @Operation(summary = "What happened to containers, whoever did it, in the order of its entry.")
  Events events(
      @RequestParam(required = false) @Nullable String since,
      @RequestParam(required = false) @Nullable String container,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw ApiFailure.parameter("query", "limit", "must be from 1 to " + MOST);
    }
    if (after < 0) {
      throw ApiFailure.parameter("query", "after", "must be 0 or more");
    }
    List<ContainerHistory.Numbered> found =
        world
            .managed()
            .history()
            .find(
                new ContainerHistory.Query(
                    Optional.ofNullable(container), Times.of("since", since), after, limit));
    return new Events(
        found.stream().map(EventAnswer::of).toList(),
        found.isEmpty() ? after : found.getLast().number());
  }
}

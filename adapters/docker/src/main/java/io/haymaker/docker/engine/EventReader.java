package io.haymaker.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.EventsCmd;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventActor;
import com.github.dockerjava.api.model.EventType;
import io.haymaker.core.engine.ContainerEngine.Reading;
import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.docker.EngineAnswers;
import io.haymaker.docker.engine.ManagedLabels.Owner;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the engine tells of managed containers as it happens. */
final class EventReader {
  private static final String CHANGED_LIMITS = "update";

  private final DockerClient streams;
  private final EngineSettings settings;
  private final KnownLimits limits;

  EventReader(DockerClient streams, EngineSettings settings, KnownLimits limits) {
    this.streams = streams;
    this.settings = settings;
    this.limits = limits;
  }

  Outcome<Reading> watch(Optional<Instant> since, Consumer<EngineEvent> events) {
    var stream = new EventStream(event -> note(event, events));
    Outcome<Reading> opened =
        EngineAnswers.effect(
            () -> {
              command(since).exec(stream);
              stream.awaitOpening(settings.lookWithin());
              return stream;
            });
    if (!opened.isDone()) {
      stream.close();
    }
    // What was changed while nobody watched is not known.
    limits.forgetAll();
    return opened instanceof Outcome.Unknown<Reading>(Problem problem)
        // To read is no effect: nothing is possibly done.
        ? new Outcome.Busy<>(problem, Optional.empty())
        : opened;
  }

  private EventsCmd command(Optional<Instant> since) {
    EventsCmd command =
        streams
            .eventsCmd()
            .withEventTypeFilter(EventType.CONTAINER)
            .withEventFilter("create", "start", "die", "destroy", CHANGED_LIMITS)
            .withLabelFilter(ManagedLabels.MANAGED_BY);
    since.ifPresent(
        begin -> command.withSince("%d.%09d".formatted(begin.getEpochSecond(), begin.getNano())));
    return command;
  }

  private void note(Event event, Consumer<EngineEvent> events) {
    @Nullable EventActor actor = event.getActor();
    if (actor == null || actor.getId() == null) {
      return;
    }
    var id = new InstanceId(actor.getId());
    Map<String, String> attributes = Objects.requireNonNullElse(actor.getAttributes(), Map.of());
    if (CHANGED_LIMITS.equals(event.getAction())) {
      limits.forget(id);
    } else if (ManagedLabels.owner(attributes, settings.installation()) != Owner.SOMEBODY) {
      kind(event.getAction())
          .map(
              kind ->
                  new EngineEvent(
                      id,
                      attributes.getOrDefault("name", id.value()),
                      attributes.getOrDefault(ManagedLabels.MANAGED_BY, ""),
                      kind,
                      at(event),
                      kind == EngineEvent.Kind.STOP ? exitCode(attributes) : OptionalInt.empty()))
          .ifPresent(events);
    }
  }

  private static Optional<EngineEvent.Kind> kind(@Nullable String action) {
    return switch (Objects.requireNonNullElse(action, "")) {
      case "create" -> Optional.of(EngineEvent.Kind.CREATE);
      case "start" -> Optional.of(EngineEvent.Kind.START);
      case "die" -> Optional.of(EngineEvent.Kind.STOP);
      case "destroy" -> Optional.of(EngineEvent.Kind.REMOVE);
      default -> Optional.empty();
    };
  }

  private static Instant at(Event event) {
    long nanos = Objects.requireNonNullElse(event.getTimeNano(), 0L);
    return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
  }

  private static OptionalInt exitCode(Map<String, String> attributes) {
    String code = attributes.getOrDefault("exitCode", "");
    return code.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(code)) : OptionalInt.empty();
  }
}

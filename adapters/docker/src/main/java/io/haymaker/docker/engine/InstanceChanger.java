package io.haymaker.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.docker.BoundedCall;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.time.Duration;
import java.util.Optional;

/** Stops, removes and resizes containers that are known to be ours. */
final class InstanceChanger {
  /** How much longer than the grace the engine may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DockerClient client;
  private final DockerClient patient;
  private final EngineHttp http;
  private final EngineSettings settings;
  private final KnownLimits limits;

  InstanceChanger(DockerEngine engine, EngineSettings settings, KnownLimits limits) {
    this.client = engine.client();
    this.patient = engine.streams();
    this.http = new EngineHttp(engine.http());
    this.settings = settings;
    this.limits = limits;
  }

  Outcome<Removal> stop(InstanceId id, Duration grace) {
    long seconds = grace.plusMillis(999).toSeconds();
    return EngineAnswers.effect(
        () ->
            BoundedCall.within(
                PATIENCE.plusSeconds(seconds),
                () -> {
                  try {
                    patient
                        .stopContainerCmd(id.value())
                        .withTimeout(Math.toIntExact(seconds))
                        .exec();
                    // The engine answers a little before its list shows it; this waits for that.
                    patient.inspectContainerCmd(id.value()).exec();
                    return Removal.REMOVED;
                  } catch (NotModifiedException | NotFoundException e) {
                    return Removal.ALREADY_ABSENT;
                  }
                }));
  }

  Outcome<Removal> remove(InstanceId id) {
    Outcome<Removal> removed =
        EngineAnswers.effect(
            () ->
                BoundedCall.within(
                    PATIENCE,
                    () -> {
                      try {
                        return EngineAnswers.removed(client, id.value());
                      } catch (ConflictException e) {
                        // Another call is removing it; this one waits until it is gone.
                        return awaitRemoval(id);
                      }
                    }));
    if (removed.isDone()) {
      limits.forget(id);
    }
    return removed;
  }

  private Removal awaitRemoval(InstanceId id) {
    try {
      http.call("POST", "/containers/%s/wait?condition=removed".formatted(id), Optional.empty());
    } catch (NotFoundException e) {
      // It went before the question came.
    }
    return Removal.ALREADY_ABSENT;
  }

  /** An engine that fails has left it as it was, or has done it: a look tells. */
  Outcome<Limits> resize(InstanceId id, Limits wanted) {
    return switch (limits.look(id, settings.lookWithin())) {
      case Look.Found<Limits>(Limits now) -> update(id, wanted.orElse(now));
      case Look.Absent<Limits> _ ->
          Outcome.refused(ContainerEngine.NOT_FOUND, id + " is not there any more");
      case Look.CouldNotLook<Limits>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  private Outcome<Limits> update(InstanceId id, Limits wanted) {
    Outcome<Limits> updated =
        EngineAnswers.effect(
            () ->
                BoundedCall.within(
                    PATIENCE,
                    () -> {
                      LimitSettings.on(client.updateContainerCmd(id.value()), wanted).exec();
                      return wanted;
                    }));
    limits.forget(id);
    if (updated.isDone()) {
      limits.remember(id, wanted);
    }
    if (updated instanceof Outcome.Unknown<Limits>(Problem problem)
        && limits.look(id, settings.lookWithin()) instanceof Look.Found<Limits>(Limits now)) {
      return now.equals(wanted) ? Outcome.done(now) : new Outcome.Refused<>(problem);
    }
    return updated;
  }
}

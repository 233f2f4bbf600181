package io.haymaker.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.docker.BoundedCall;
import io.haymaker.docker.EngineAnswers;
import io.haymaker.docker.engine.ManagedLabels.Owner;
import io.haymaker.docker.runtime.PublishedPorts;
import io.haymaker.docker.runtime.Rights;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Makes containers and starts them; what cannot be started does not stay. */
final class Launcher {
  /** An engine that starts a hundred at once needs a while for each. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Somebody else may have taken the name, or removed what we found, in between. */
  private static final int ATTEMPTS = 3;

  private static final String RACED = "Raced";

  private final DockerClient client;
  private final EngineSettings settings;
  private final InstanceReader reader;
  private final KnownLimits limits;
  private final StrictNetwork network;
  private final Clock clock;
  private final NameLocks names = new NameLocks();

  Launcher(
      DockerClient client,
      EngineSettings settings,
      InstanceReader reader,
      KnownLimits limits,
      StrictNetwork network,
      Clock clock) {
    this.client = client;
    this.settings = settings;
    this.reader = reader;
    this.limits = limits;
    this.network = network;
    this.clock = clock;
  }

  Outcome<Instance> launch(InstanceSpec spec) {
    if (spec.strict() && !spec.ports().isEmpty()) {
      return Outcome.refused(
          "NotOffered", "a strict container has no way out, and publishes no ports");
    }
    return names.alone(
        spec.name(),
        () -> {
          Outcome<Instance> launched = attempt(spec);
          for (int again = 1; again < ATTEMPTS && isRaced(launched); again++) {
            launched = attempt(spec);
          }
          return launched;
        });
  }

  private static boolean isRaced(Outcome<Instance> launched) {
    return launched.obstacle().filter(p -> p.is("Engine409") || p.is(RACED)).isPresent();
  }

  /** Mostly the name is free: what has it is looked for when it turns out not to be. */
  private Outcome<Instance> attempt(InstanceSpec spec) {
    if (EngineAnswers.look(() -> BoundedCall.within(settings.lookWithin(), this::ping))
        instanceof Look.CouldNotLook<Boolean>(Problem problem)) {
      // Nothing was changed yet; what follows is waited for much longer.
      return new Outcome.Busy<>(problem, Optional.empty());
    }
    Outcome<InstanceId> made = make(spec);
    if (made.obstacle().filter(p -> p.is("Engine409") || p.is("Engine404")).isPresent()) {
      return inPlace(spec, made);
    }
    return made.then(
        id -> {
          limits.remember(id, spec.limits());
          return startMade(id, spec);
        });
  }

  private boolean ping() {
    client.pingCmd().exec();
    return true;
  }

  private Outcome<InstanceId> make(InstanceSpec spec) {
    return EngineAnswers.effect(
        () -> BoundedCall.within(PATIENCE, () -> new InstanceId(definition(spec).exec().getId())));
  }

  /** What has the name already, where something has it. */
  private Outcome<Instance> inPlace(InstanceSpec spec, Outcome<InstanceId> refused) {
    return switch (reader.byName(spec.name())) {
      case Look.Absent<Container> _ -> notMade(refused);
      case Look.Found<Container>(Container there) when reader.owner(there) != Owner.OURS ->
          Outcome.refused(
              ContainerEngine.NAME_TAKEN, "the container %s is not ours".formatted(spec.name()));
      case Look.Found<Container>(Container there) -> {
        Instance found = reader.view(there);
        if (found.strict() != spec.strict()) {
          yield Outcome.refused(
              ContainerEngine.NAME_TAKEN,
              "the container %s is of another kind: strict or not".formatted(spec.name()));
        }
        yield found.state() instanceof InstanceState.Created
            ? startMade(found.id(), spec)
            : Outcome.done(found);
      }
      // Nothing was changed yet.
      case Look.CouldNotLook<Container>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  private static Outcome<Instance> notMade(Outcome<InstanceId> refused) {
    return refused instanceof Outcome.Refused<InstanceId>(Problem problem)
        ? Outcome.refused(ContainerEngine.NO_IMAGE, problem.message())
        : refused.undone();
  }

  private CreateContainerCmd definition(InstanceSpec spec) {
    Rights rights = spec.strict() ? Rights.STRICT : Rights.STANDARD;
    HostConfig host =
        LimitSettings.on(rights.configuration(), spec.limits())
            .withPortBindings(PublishedPorts.bindings(spec.ports(), settings.publishOn()));
    CreateContainerCmd create =
        client
            .createContainerCmd(spec.image())
            .withName(spec.name())
            .withEnv(
                spec.environment().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toList())
            .withLabels(ManagedLabels.of(spec, settings.installation(), clock.instant()))
            .withExposedPorts(PublishedPorts.exposed(spec.ports()))
            .withHostConfig(spec.strict() ? host.withNetworkMode(network.name()) : host);
    return spec.strict() ? create.withUser(Rights.NOBODY) : create;
  }

  /** Starts what this launch, or one that died, has made; if that is refused it goes. */
  private Outcome<Instance> startMade(InstanceId id, InstanceSpec spec) {
    Outcome<Instance> started = start(id, spec.strict());
    if (!(started instanceof Outcome.Refused<Instance>(Problem problem))) {
      return started;
    }
    Outcome<Instance> discarded = discard(id, problem);
    if (spec.strict() && !discarded.isDone()) {
      network.removeUnused();
    }
    return discarded;
  }

  private Outcome<Instance> discard(InstanceId id, Problem why) {
    Outcome<Instance> refusal = new Outcome.Refused<>(why);
    Outcome<Outcome<Instance>> discarded =
        EngineAnswers.effect(
            () ->
                BoundedCall.within(
                    PATIENCE,
                    () -> {
                      try {
                        client.removeContainerCmd(id.value()).withRemoveVolumes(true).exec();
                        return refusal;
                      } catch (NotFoundException e) {
                        return refusal;
                      } catch (ConflictException e) {
                        // Another process could start it: it runs.
                        return view(id);
                      }
                    }));
    return discarded.then(
        outcome -> {
          if (!outcome.isDone()) {
            limits.forget(id);
          }
          return outcome;
        });
  }

  /** Starts what is known to be ours; refused, it stays as it was. */
  Outcome<Instance> start(InstanceId id, boolean strict) {
    if (strict) {
      Outcome<Boolean> there = network.make();
      if (!there.isDone()) {
        return there.undone();
      }
    }
    Outcome<InstanceId> started =
        EngineAnswers.effect(
            () ->
                BoundedCall.within(
                    PATIENCE,
                    () -> {
                      try {
                        client.startContainerCmd(id.value()).exec();
                      } catch (NotModifiedException e) {
                        // Another call started it.
                      }
                      return id;
                    }));
    return switch (started) {
      case Outcome.Done<InstanceId> _ -> view(id);
      case Outcome.Refused<InstanceId>(Problem problem) -> cannotStart(problem);
      // The engine's own error is its answer: it is not started.
      case Outcome.Unknown<InstanceId>(Problem problem) when problem.is("Engine500") ->
          cannotStart(problem);
      case Outcome.Unknown<InstanceId> unknown -> unknown.undone();
      case Outcome.Busy<InstanceId> busy -> busy.undone();
    };
  }

  private static Outcome<Instance> cannotStart(Problem problem) {
    if (problem.is(EngineAnswers.PORT_TAKEN)) {
      return Outcome.refused(ContainerEngine.PORT_TAKEN, problem.message());
    }
    return problem.message().contains("No such container")
        ? Outcome.busy(RACED, problem.message())
        : Outcome.refused(ContainerEngine.CANNOT_START, problem.message());
  }

  private Outcome<Instance> view(InstanceId id) {
    return switch (reader.byId(id.value())) {
      case Look.Found<Container>(Container there) -> Outcome.done(reader.view(there));
      case Look.Absent<Container> _ -> Outcome.busy(RACED, "%s was removed".formatted(id));
      case Look.CouldNotLook<Container>(Problem problem) -> new Outcome.Unknown<>(problem);
    };
  }
}

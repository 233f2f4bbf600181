package io.haymaker.testkit.runtime;

import io.haymaker.core.runtime.ContainerFacts;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.core.runtime.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One container; its state is a function of the time. */
final class FakeContainer {
  private static final int FIRST_PORT = 40_000;

  final ContainerHandle handle;
  final LaunchSpec spec;
  private final Behaviour behaviour;
  private final Instant launchedAt;
  private @Nullable ContainerState told;

  FakeContainer(ContainerHandle handle, LaunchSpec spec, Behaviour behaviour, Instant launchedAt) {
    this.handle = handle;
    this.spec = spec;
    this.behaviour = behaviour;
    this.launchedAt = launchedAt;
  }

  /** Ends it now, whatever its behaviour. */
  void end(ContainerState state) {
    told = state;
  }

  /** Asks it to end, which it does unless it is deaf. */
  void stop() {
    if (behaviour.heedsStop()) {
      end(new ContainerState.Stopped());
    }
  }

  /** Whether there is anything to stop: what the platform begins again never is over by itself. */
  boolean canBeStopped(Instant now) {
    return told == null
        ? !state(now).isTerminal() || spec.options().restart() == Restart.ALWAYS
        : !told.isTerminal();
  }

  boolean vanished(Instant now) {
    return behaviour
        .vanishesAfter()
        .map(after -> !now.isBefore(launchedAt.plus(after)))
        .orElse(false);
  }

  ContainerState state(Instant now) {
    if (told != null) {
      return told;
    }
    if (behaviour.startsAfter().isEmpty()
        || now.isBefore(launchedAt.plus(behaviour.startsAfter().get()))) {
      return new ContainerState.Starting();
    }
    Instant started = launchedAt.plus(behaviour.startsAfter().get());
    Duration timeout = spec.timeout();
    Duration length = behaviour.endsAfter().orElse(timeout);
    if (length.compareTo(timeout) >= 0) {
      return now.isBefore(started.plus(timeout))
          ? new ContainerState.Running()
          : new ContainerState.Failed("DeadlineExceeded");
    }
    if (now.isBefore(started.plus(length))) {
      return new ContainerState.Running();
    }
    return spec.options().restart() == Restart.ALWAYS
        ? new ContainerState.Failed("it ended and was begun again")
        : behaviour.end();
  }

  ContainerView view(Instant now) {
    return new ContainerView(handle, spec.labels(), state(now), facts(now));
  }

  /** Every port is published, on the wanted port of the host or on one that follows its number. */
  private ContainerFacts facts(Instant now) {
    return new ContainerFacts(
        behaviour.startsAfter().map(launchedAt::plus).filter(started -> !now.isBefore(started)),
        Optional.empty(),
        OptionalInt.empty(),
        0,
        spec.options().ports().stream()
            .map(
                port ->
                    new PortRequest.Published(
                        port.containerPort(),
                        port.protocol(),
                        "127.0.0.1",
                        port.hostPort().orElse(FIRST_PORT + port.containerPort() % 20_000)))
            .toList());
  }
}

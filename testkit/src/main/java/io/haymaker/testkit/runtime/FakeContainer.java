package io.haymaker.testkit.runtime;

import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One container; its state is a function of the time. */
final class FakeContainer {
  final ContainerHandle handle;
  final Map<String, String> labels;
  private final Behaviour behaviour;
  private final Duration timeout;
  private final Instant launchedAt;
  private @Nullable ContainerState told;

  FakeContainer(
      ContainerHandle handle,
      Map<String, String> labels,
      Behaviour behaviour,
      Duration timeout,
      Instant launchedAt) {
    this.handle = handle;
    this.labels = labels;
    this.behaviour = behaviour;
    this.timeout = timeout;
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
    Duration length = behaviour.endsAfter().orElse(timeout);
    if (length.compareTo(timeout) >= 0) {
      return now.isBefore(started.plus(timeout))
          ? new ContainerState.Running()
          : new ContainerState.Failed("DeadlineExceeded");
    }
    return now.isBefore(started.plus(length)) ? new ContainerState.Running() : behaviour.end();
  }

  ContainerView view(Instant now) {
    return new ContainerView(handle, labels, state(now));
  }
}

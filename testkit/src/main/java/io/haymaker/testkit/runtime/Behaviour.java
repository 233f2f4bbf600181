package io.haymaker.testkit.runtime;

import io.haymaker.core.runtime.ContainerState;
import java.time.Duration;
import java.util.Optional;

/**
 * How a container of the {@link FakeRuntime} lives, in times after its launch.
 *
 * @param startsAfter when it begins to run; empty = never
 * @param endsAfter when it ends by itself, counted from its start; empty = when told, or at its
 *     timeout
 * @param end how it then ends
 * @param vanishesAfter when the runtime forgets it; empty = never
 * @param heedsStop false when it goes on although it is asked to end
 */
public record Behaviour(
    Optional<Duration> startsAfter,
    Optional<Duration> endsAfter,
    ContainerState end,
    Optional<Duration> vanishesAfter,
    boolean heedsStop) {

  /** Runs at once, until it is told to end or its time is over. */
  public static Behaviour runs() {
    return new Behaviour(
        Optional.of(Duration.ZERO),
        Optional.empty(),
        new ContainerState.Succeeded(),
        Optional.empty(),
        true);
  }

  /** Runs at once and ends well after this long. */
  public static Behaviour succeedsAfter(Duration length) {
    return runs().ending(length, new ContainerState.Succeeded());
  }

  /** Runs at once and fails after this long. */
  public static Behaviour failsAfter(Duration length, String reason) {
    return runs().ending(length, new ContainerState.Failed(reason));
  }

  /** Is taken by the runtime and never starts. */
  public static Behaviour neverStarts() {
    Behaviour runs = runs();
    return new Behaviour(Optional.empty(), runs.endsAfter, runs.end, runs.vanishesAfter, true);
  }

  /** The same life, begun later. */
  public Behaviour startingAfter(Duration delay) {
    return new Behaviour(Optional.of(delay), endsAfter, end, vanishesAfter, heedsStop);
  }

  /** The same life, but the runtime forgets the container after this long. */
  public Behaviour vanishingAfter(Duration time) {
    return new Behaviour(startsAfter, endsAfter, end, Optional.of(time), heedsStop);
  }

  /** The same life, but it goes on when it is asked to end. */
  public Behaviour deaf() {
    return new Behaviour(startsAfter, endsAfter, end, vanishesAfter, false);
  }

  private Behaviour ending(Duration length, ContainerState how) {
    return new Behaviour(startsAfter, Optional.of(length), how, vanishesAfter, heedsStop);
  }
}

package io.haymaker.chaos.step;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.testkit.plane.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Calls that go wrong by chance: conflicts, throttling, 5xx, calls and answers that are lost, looks
 * that fail. It is never so bad that patience does not help, save under a {@link Spell}: no
 * operation goes wrong more often than so many times in a row, and after so many troubles there are
 * no more.
 */
final class Weather {
  private static final int TROUBLES = 60;
  private static final int IN_A_ROW = 3;

  private final RandomGenerator chance;
  private final double trouble;
  private final List<Spell> spells;
  private final Clock clock;
  private final Instant begin;
  private final Map<String, Integer> inARow = new HashMap<>();
  private int left = TROUBLES;

  Weather(RandomGenerator chance, Scene scene, Clock clock) {
    this.chance = chance;
    this.trouble = scene.trouble();
    this.spells = scene.spells();
    this.clock = clock;
    this.begin = clock.instant();
  }

  /** An answer in place of the right one, the step done or not; empty = it may go on. */
  synchronized Optional<Object> spoil(Step step, Supplier<?> work) {
    boolean touches = step.kind() == Step.Kind.EFFECT || step.kind() == Step.Kind.LOOK;
    Optional<Spell> spell = touches ? spell(step) : Optional.empty();
    if (spell.isPresent()) {
      return Optional.of(under(spell.get(), step, work));
    }
    int before = inARow.getOrDefault(step.what(), 0);
    if (!touches || left == 0 || before == IN_A_ROW || chance.nextDouble() >= trouble) {
      inARow.put(step.what(), 0);
      return Optional.empty();
    }
    inARow.put(step.what(), before + 1);
    left--;
    if (step.kind() == Step.Kind.LOOK) {
      return Optional.of(lost(step));
    }
    return switch (chance.nextInt(5)) {
      case 0 -> Optional.of(busy("Conflict", Optional.empty()));
      case 1 -> Optional.of(busy("TooManyRequests", Optional.of(Duration.ofSeconds(3))));
      case 2 -> Optional.of(busy("InternalServerError", Optional.empty()));
      case 3 -> Optional.of(lost(step));
      default -> {
        var _ = work.get();
        yield Optional.of(lost(step));
      }
    };
  }

  private Optional<Spell> spell(Step step) {
    Duration age = Duration.between(begin, clock.instant());
    return spells.stream().filter(spell -> spell.holds(step, age)).findFirst();
  }

  private static Object under(Spell spell, Step step, Supplier<?> work) {
    if (step.kind() == Step.Kind.LOOK) {
      return lost(step);
    }
    return switch (spell.kind()) {
      case TURNED_AWAY -> busy("ServiceUnavailable", Optional.empty());
      case LOST -> lost(step);
      case UNHEARD -> {
        var _ = work.get();
        yield lost(step);
      }
    };
  }

  private static Object busy(String code, Optional<Duration> retryAfter) {
    return new Outcome.Busy<>(new Problem(code, "it is bad weather"), retryAfter);
  }

  /** The answer to a call of which nobody knows whether it was heard. */
  static Object lost(Step step) {
    var problem = new Problem("AnswerLost", "no answer to " + step);
    if (step.answer() == Outcome.class) {
      return new Outcome.Unknown<>(problem);
    }
    return step.answer() == Look.class
        ? new Look.CouldNotLook<>(problem)
        : new Listing.CouldNotLook<>(problem);
  }
}

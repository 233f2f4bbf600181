package io.haymaker.chaos.step;

import io.haymaker.core.run.RunWorld;
import io.haymaker.testkit.plane.Step;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A time in which one part of the world takes no call. It ends, but it may outlast whatever a run
 * waits for.
 *
 * @param port the part, by its port's name
 * @param from counted from the run's begin
 */
record Spell(String port, Duration from, Duration length, Kind kind) {
  private static final List<String> PORTS =
      Arrays.stream(RunWorld.class.getRecordComponents())
          .map(RecordComponent::getType)
          .filter(Class::isInterface)
          .map(Class::getSimpleName)
          .toList();

  private static final long LATEST = Duration.ofHours(5).toSeconds();
  private static final long LONGEST = Duration.ofHours(6).toSeconds();

  /** How a call goes wrong. */
  enum Kind {
    /** It is turned away, to come again later. */
    TURNED_AWAY,
    /** Nothing is heard of it, and nothing happens. */
    LOST,
    /** Nothing is heard of it, and it happens. */
    UNHEARD
  }

  /** Of any length between a second and hours, short ones more often. */
  static Spell any(RandomGenerator chance) {
    return new Spell(
        PORTS.get(chance.nextInt(PORTS.size())),
        Duration.ofSeconds(chance.nextLong(LATEST)),
        Duration.ofSeconds(1 + chance.nextLong(1 + chance.nextLong(LONGEST))),
        Kind.values()[chance.nextInt(Kind.values().length)]);
  }

  Duration end() {
    return from.plus(length);
  }

  /** Whether it holds for a step, so long after the run's begin. */
  boolean holds(Step step, Duration age) {
    return age.compareTo(from) >= 0
        && age.compareTo(end()) < 0
        && step.what().startsWith(port + ".");
  }
}

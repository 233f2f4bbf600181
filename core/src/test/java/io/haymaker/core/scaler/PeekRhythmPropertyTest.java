package io.haymaker.core.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class PeekRhythmPropertyTest {
  private static final Duration BROKERS_SHARE = Duration.ofMillis(1500);

  private static PeekRhythm quiet(int rounds) {
    PeekRhythm rhythm = PeekRhythm.BEGINNING;
    for (int i = 0; i < rounds; i++) {
      rhythm = rhythm.after(false);
    }
    return rhythm;
  }

  @Example
  void aQuietTopicIsPeekedAtMoreRarelyAndStillWithinTwoSecondsUntilSomethingComes() {
    Duration first = PeekRhythm.BEGINNING.pause(1);
    assertThat(first).isLessThanOrEqualTo(Duration.ofMillis(500));
    Duration second = quiet(1).pause(1);
    assertThat(second).isGreaterThan(first);
    Duration idle = quiet(10).pause(1);
    assertThat(idle).isGreaterThan(second).isLessThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(quiet(10_000).pause(1)).isEqualTo(idle);

    assertThat(quiet(10).after(true).pause(1)).isEqualTo(first);
  }

  @Example
  void fiftySubscriptionsArePeekedAtNoMoreOftenThanTheBrokerBearsWhileMessagesComeToo() {
    assertThat(PeekRhythm.BEGINNING.pause(50)).isGreaterThanOrEqualTo(BROKERS_SHARE);
    assertThat(quiet(10).pause(50)).isGreaterThanOrEqualTo(BROKERS_SHARE);
    assertThat(quiet(10).after(true).pause(50)).isGreaterThanOrEqualTo(BROKERS_SHARE);
    assertThat(quiet(10).pause(50)).isLessThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Property
  void nobodyWaitsLongAndTheBusIsNotAskedOften(
      @ForAll List<Boolean> rounds, @ForAll @IntRange(min = 1, max = 500) int subscriptions) {
    PeekRhythm rhythm = PeekRhythm.BEGINNING;
    for (boolean found : rounds) {
      rhythm = rhythm.after(found);
      Duration pause = rhythm.pause(subscriptions);
      assertThat(pause).isGreaterThanOrEqualTo(PeekRhythm.SHARE.multipliedBy(subscriptions));
      assertThat(pause).isGreaterThanOrEqualTo(PeekRhythm.LEAST);
      if (subscriptions <= 50) {
        assertThat(pause).isLessThanOrEqualTo(PeekRhythm.MOST);
      }
      if (found) {
        assertThat(rhythm).isEqualTo(PeekRhythm.BEGINNING);
      }
    }
  }

  @Property
  void whileNothingComesThePausesOnlyGrow(@ForAll @IntRange(min = 1, max = 100) int rounds) {
    PeekRhythm rhythm = PeekRhythm.BEGINNING;
    for (int i = 0; i < rounds; i++) {
      PeekRhythm next = rhythm.after(false);
      assertThat(next.pause(1)).isGreaterThanOrEqualTo(rhythm.pause(1));
      rhythm = next;
    }
  }
}

package io.haymaker.core.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class PeekRhythmPropertyTest {
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

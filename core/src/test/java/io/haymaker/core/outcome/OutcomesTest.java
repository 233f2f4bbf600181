package io.haymaker.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutcomesTest {
  private static final Problem LOST = new Problem("Lost", "no answer");

  @Test
  void onlyWhatIsDoneGoesOn() {
    assertThat(Outcome.done(2).map(i -> i * 2)).isEqualTo(Outcome.done(4));
    assertThat(Outcome.<Integer>refused("No", "never").map(i -> i * 2))
        .isEqualTo(Outcome.refused("No", "never"));
    assertThat(Outcome.<Integer>unknown("Lost", "no answer").map(i -> i * 2))
        .isEqualTo(Outcome.unknown("Lost", "no answer"));
    var busy = new Outcome.Busy<Integer>(LOST, Optional.of(Duration.ofSeconds(3)));
    assertThat(busy.then(i -> Outcome.done(i * 2)))
        .isEqualTo(new Outcome.Busy<>(LOST, Optional.of(Duration.ofSeconds(3))));
  }

  @Test
  void everyOtherOutcomeNamesItsObstacle() {
    assertThat(Outcome.done(1).obstacle()).isEmpty();
    assertThat(Outcome.refused("Lost", "no answer").obstacle()).contains(LOST);
    assertThat(Outcome.busy("Lost", "no answer").obstacle()).contains(LOST);
    assertThat(Outcome.unknown("Lost", "no answer").obstacle()).contains(LOST);
  }

  @Test
  void aListingThatCouldNotLookIsNeverAnEmptyOne() {
    Listing<Integer> some = Listing.complete(List.of(1));
    Listing<Integer> failed = Listing.couldNotLook("Lost", "no answer");

    assertThat(some.and(Listing.complete(List.of(2)))).isEqualTo(Listing.complete(List.of(1, 2)));
    assertThat(some.and(failed)).isEqualTo(failed);
    assertThat(failed.and(some)).isEqualTo(failed);
    assertThat(failed.map(i -> i + 1)).isEqualTo(failed);
    assertThat(some.map(i -> i + 1)).isEqualTo(Listing.complete(List.of(2)));
  }

  @Test
  void onlyWhatIsThereIsLookedAtFurther() {
    Look<Integer> blind = Look.couldNotLook("Lost", "no answer");
    assertThat(Look.found(2).then(i -> Look.found(i * 2))).isEqualTo(Look.found(4));
    assertThat(Look.found(2).then(_ -> blind)).isEqualTo(blind);
    assertThat(Look.<Integer>absent().then(i -> Look.found(i * 2))).isEqualTo(Look.absent());
    assertThat(blind.then(i -> Look.found(i * 2))).isEqualTo(blind);
  }

  @Test
  void whatWentAwayBeforeItWasLookedAtIsLeftOutAndAFailedLookSpoilsTheListing() {
    List<Integer> listed = List.of(1, 2, 3);
    assertThat(Listing.looking(listed, i -> i == 2 ? Look.absent() : Look.found(i)))
        .isEqualTo(Listing.complete(List.of(1, 3)));
    assertThat(
            Listing.looking(
                listed, i -> i == 2 ? Look.couldNotLook("Lost", "no answer") : Look.found(i)))
        .isEqualTo(new Listing.CouldNotLook<Integer>(LOST));
    assertThat(Listing.complete(listed).then(all -> Listing.complete(all.reversed())))
        .isEqualTo(Listing.complete(List.of(3, 2, 1)));
    assertThat(new Listing.CouldNotLook<Integer>(LOST).then(_ -> Listing.complete(listed)))
        .isEqualTo(new Listing.CouldNotLook<Integer>(LOST));
  }

  @Test
  void aProblemIsKnownByItsCodeInAnyCase() {
    assertThat(LOST.is("LOST")).isTrue();
    assertThat(LOST).hasToString("Lost: no answer");
    assertThat(new Problem("Lost", "")).hasToString("Lost");
    assertThatThrownBy(() -> new Problem(" ", "")).isInstanceOf(IllegalArgumentException.class);
  }
}

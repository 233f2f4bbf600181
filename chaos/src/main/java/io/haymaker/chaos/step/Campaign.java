package io.haymaker.chaos.step;

import io.haymaker.testkit.plane.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Strikes at every point of a run, one by one; and at several, at random, in any circumstances; and
 * takes parts of the world away for a while.
 */
public final class Campaign {
  private static final int AGENTS = 2;
  private static final List<Strike> STRIKES = List.of(Strike.values());
  private static final List<Blow.Moment> MOMENTS = List.of(Blow.Moment.values());

  /** What no run needs, whatever happens to it; the worst of thousands took 200. */
  private static final int MOST_LOOKS = 300;

  /** How much longer than the last thing that is away a run may go on. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private final long seed;
  private final Tally tally;

  /** Everything in it follows from the seed. */
  public Campaign(long seed, Tally tally) {
    this.seed = seed;
    this.tally = tally;
  }

  /**
   * Every point of a calm run, with every strike that makes a difference there.
   *
   * @return how many points there are
   */
  public int everyPoint() {
    Scene scene = Scene.calm(seed, AGENTS);
    Play.Outcome unharmed = Play.of(scene, List.of());
    tally.count("no blow", unharmed.wrong());
    List<Step> points = unharmed.steps();
    var chance = new SplittableRandom(seed);
    for (int i = 0; i < points.size(); i++) {
      for (Strike strike : Strike.values()) {
        if (strike.fits(points.get(i).kind())) {
          for (Blow.Thaw thaw : thaws(strike, chance)) {
            play(scene, List.of(new Blow(i, strike, thaw)), points.get(i).what());
          }
        }
      }
    }
    return points.size();
  }

  private static List<Blow.Thaw> thaws(Strike strike, RandomGenerator chance) {
    return strike.freezes()
        ? List.of(
            new Blow.Thaw(Blow.Moment.AMID_STEPS, chance.nextInt(30)),
            new Blow.Thaw(Blow.Moment.AFTER_LOOKS, 1 + chance.nextInt(4)),
            new Blow.Thaw(Blow.Moment.AFTER_THE_END, 0))
        : List.of(Blow.Thaw.NEVER_MATTERS);
  }

  /** One, two or three points at random, in circumstances at random, as long as that says yes. */
  public void atRandom(BooleanSupplier goesOn) {
    for (long number = 0; goesOn.getAsBoolean(); number++) {
      oneAtRandom(seed * 1_000_003 + number);
    }
  }

  /** One such case, which follows from this number alone. */
  void oneAtRandom(long number) {
    var chance = new SplittableRandom(number);
    Scene scene = Scene.any(chance);
    var blows = new ArrayList<Blow>();
    for (int i = 1 + chance.nextInt(3); i > 0; i--) {
      Strike strike = oneOf(STRIKES, chance);
      Blow.Moment moment = oneOf(MOMENTS, chance);
      blows.add(
          new Blow(chance.nextInt(180), strike, new Blow.Thaw(moment, 1 + chance.nextInt(20))));
    }
    play(scene, blows, "case " + number);
  }

  /**
   * Parts of the world are away for a while, some for hours, and processes die: every run ends all
   * the same, in so many looks and so long after what it waited for, and says of itself what is so.
   *
   * @param goesOn asked before every case
   */
  public void underSpells(BooleanSupplier goesOn) {
    for (long number = 0; goesOn.getAsBoolean(); number++) {
      oneUnderSpells(seed * 1_000_033 + number);
    }
  }

  /** One such case, which follows from this number alone. */
  void oneUnderSpells(long number) {
    var chance = new SplittableRandom(number);
    Scene scene = Scene.underSpells(chance);
    List<Blow> blows =
        chance.nextInt(3) == 0
            ? List.of(new Blow(chance.nextInt(180), Strike.DIE_AFTER, Blow.Thaw.NEVER_MATTERS))
            : List.of();
    play(scene, blows, "spell " + number);
  }

  private static <T> T oneOf(List<T> all, RandomGenerator chance) {
    return all.get(chance.nextInt(all.size()));
  }

  private void play(Scene scene, List<Blow> blows, String where) {
    Play.Outcome outcome;
    try {
      outcome = Play.of(scene, blows);
    } catch (RuntimeException | Error e) {
      throw new IllegalStateException("%s, %s in %s".formatted(blows, where, scene), e);
    }
    var wrong = new ArrayList<>(outcome.wrong());
    if (!scene.spells().isEmpty()) {
      tooMuch(scene, outcome).ifPresent(wrong::add);
    }
    tally.count("%s, %s in %s".formatted(blows, where, scene), wrong);
  }

  private static Optional<String> tooMuch(Scene scene, Play.Outcome outcome) {
    boolean longer = outcome.took().compareTo(scene.endOfSpells().plus(LONGEST)) > 0;
    return longer || outcome.looks() > MOST_LOOKS
        ? Optional.of("it took %d looks and %s".formatted(outcome.looks(), outcome.took()))
        : Optional.empty();
  }
}

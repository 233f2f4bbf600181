package io.haymaker.testkit.scaler;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.testkit.fault.SimulatedCrash;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.plane.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A replica in bad weather: any call may be refused, throttled or lost, with or without its effect,
 * now or later; it may die at any step, and at any step the world and its sibling go on.
 */
final class SoakReplica implements Steps {
  private static final Problem LOST = new Problem("AnswerLost", "lost by the weather");

  /** What happens around it. */
  interface Surroundings {
    /** Before each of its steps. */
    void goOn();

    /** After each of its steps. */
    void look();

    /** Something takes effect a little later. */
    void later(Supplier<?> effect);
  }

  private final Random random;
  private final Surroundings world;
  private final int oneIn;
  private boolean dead;
  private boolean unrecorded;
  private int refused;
  private int deaths;
  private int faults;

  /**
   * @param oneIn how many calls there are for one that goes wrong; a death is tenfold rarer; 0 for
   *     fair weather
   */
  SoakReplica(Random random, int oneIn, Surroundings world) {
    this.random = random;
    this.oneIn = oneIn;
    this.world = world;
  }

  /** A pass, to its end or its death. */
  void pass(ScalerScene scene) {
    try {
      scene.pass(this);
    } catch (SimulatedCrash death) {
      deaths++;
      if (unrecorded) {
        // It died before it could say so, and nobody else can know.
        refused--;
      }
    }
    dead = false;
    unrecorded = false;
  }

  int deaths() {
    return deaths;
  }

  int faults() {
    return faults;
  }

  /** How many refusals it heard of and lived to record. */
  int refused() {
    return refused;
  }

  @Override
  public <T> T take(Step step, Supplier<T> work) {
    if (dead || dies()) {
      dead = true;
      throw new SimulatedCrash("before " + step);
    }
    world.goOn();
    T answer = answer(step, work);
    world.look();
    if (dies()) {
      dead = true;
      throw new SimulatedCrash("after " + step);
    }
    if (step.kind() == Step.Kind.COMMIT) {
      unrecorded = false;
    }
    return answer;
  }

  private boolean dies() {
    return oneIn > 0 && random.nextInt(oneIn * 10) == 0;
  }

  @SuppressWarnings("unchecked")
  private <T> T answer(Step step, Supplier<T> work) {
    if (oneIn == 0 || random.nextInt(oneIn) != 0) {
      return work.get();
    }
    if (step.answer() == Outcome.class) {
      faults++;
      return (T) effect(step, work);
    }
    if (step.answer() == Look.class) {
      faults++;
      return (T) new Look.CouldNotLook<>(LOST);
    }
    if (step.answer() == Listing.class) {
      faults++;
      return (T) new Listing.CouldNotLook<>(LOST);
    }
    return work.get();
  }

  private Outcome<?> effect(Step step, Supplier<?> work) {
    boolean launch = step.what().equals("ContainerRuntime.launchNew");
    return switch (random.nextInt(launch ? 7 : 3)) {
      case 0 -> Outcome.busy("ServiceUnavailable", "by the weather");
      case 1 -> new Outcome.Unknown<>(LOST);
      case 2 -> {
        var _ = work.get();
        yield new Outcome.Unknown<>(LOST);
      }
      case 3 -> {
        world.later(work);
        yield new Outcome.Unknown<>(LOST);
      }
      case 4 -> Outcome.busy("ContainerGroupQuotaReached", "by the weather");
      case 5 ->
          new Outcome.Busy<>(
              new Problem("TooManyRequests", "by the weather"),
              Optional.of(Duration.ofSeconds(20)));
      default -> {
        refused++;
        unrecorded = true;
        yield Outcome.refused(
            List.of("InvalidImage", "Forbidden").get(random.nextInt(2)), "by the weather");
      }
    };
  }
}

package io.haymaker.chaos.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.chaos.Counts;
import io.haymaker.testkit.cloud.CloudOperation;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** The bounded part of the campaign that every build goes through. */
final class CampaignTest {
  private static final long SEED = 20_260_101;

  /** The same ones on every machine, so that no build is the first to play one. */
  private static final int RANDOM_CASES = 10_000;

  @Test
  void everyPointOfARunIsSurvived() {
    var tally = new Tally();

    int points = new Campaign(SEED, tally).everyPoint();

    Counts.write(
        "points", "%d points of a run struck in %d cases".formatted(points, tally.cases()));
    assertThat(tally.failures()).as("%d of %d", tally.failed(), tally.cases()).isEmpty();
    assertThat(points).isGreaterThan(100);
    assertThat(tally.cases()).isGreaterThan(4 * points);
  }

  @Test
  void severalPointsAtRandomAreSurvived() {
    var tally = new Tally();

    new Campaign(SEED, tally).atRandom(() -> tally.cases() < RANDOM_CASES);

    Counts.write("random", "several points at random in %d cases".formatted(tally.cases()));
    assertThat(tally.failures()).as("%d of %d", tally.failed(), tally.cases()).isEmpty();
  }

  @Test
  void theVerdictSeesWhatIsLeftAndWhatIsMadeTwice() {
    Scene scene = Scene.calm(SEED, 1);
    var universe = new Universe(scene);
    var replica = new Replica(universe, new ArrayDeque<>());
    while (!universe.run().isOver()) {
      universe.passToNextMoment();
      new Turn(universe, replica).begun().awaitEnd();
    }
    assertThat(new Verdict(scene, universe, false, false).wrong()).isEmpty();
    assertThat(universe.cloud.effects())
        .as("what is kept of the network that the agent forgot")
        .filteredOn(effect -> effect.operation() == CloudOperation.PURGE_RESOURCE)
        .hasSize(1);
    var plan = universe.store.runs().scenarios(universe.run).getFirst().plan();

    universe.cloud.groups().ensure(plan.group().name(), "eastus2", plan.identity().owner().tags());
    universe.cloud.directory().ensureApplication(plan.identity());

    assertThat(new Verdict(scene, universe, false, false).wrong())
        .anyMatch(what -> what.startsWith("left over: resource"))
        .anyMatch(what -> what.startsWith("left over: APPLICATION"))
        .anyMatch(what -> what.startsWith("made 2 times: ENSURE_APPLICATION"));
  }
}

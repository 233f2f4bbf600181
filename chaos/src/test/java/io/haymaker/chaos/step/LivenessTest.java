package io.haymaker.chaos.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.chaos.Counts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever is away for a while, a run ends, and says of itself what is so. */
final class LivenessTest {
  private static final long SEED = 20_260_102;
  private static final int CASES = 400;

  @Test
  void everyRunEndsAndTellsTheTruthWhateverIsAwayForAWhile() {
    var tally = new Tally();
    var begun = new AtomicInteger();

    new Campaign(SEED, tally).underSpells(() -> begun.getAndIncrement() < CASES);

    Counts.write("spells", "parts of the world away for a while in %d cases".formatted(CASES));
    assertThat(tally.failures()).as("%d of %d", tally.failed(), tally.cases()).isEmpty();
    assertThat(tally.cases()).isEqualTo(CASES);
  }

  @Test
  void aRunThatCouldNotDeleteAnythingNamesAllOfIt() {
    Universe universe = ended("ResourceDeleter", Spell.Kind.TURNED_AWAY);

    assertThat(universe.run().conclusion().toString()).contains("LEFTOVERS");
    assertThat(new Honesty(universe).wrong(universe.run())).isEmpty();
  }

  @Test
  void aRunThatNamedLessOrMoreThanThereIsWouldBeSeen() {
    Universe universe = ended("ResourceDeleter", Spell.Kind.TURNED_AWAY);
    var plan = universe.store.runs().scenarios(universe.run).getFirst().plan();
    universe.cloud.directory().ensureApplication(plan.identity());
    assertThat(new Honesty(universe).wrong(universe.run()))
        .anyMatch(line -> line.startsWith("neither named nor unseen: Thing[listing=principals"));

    Universe other = ended("ResourceDeleter", Spell.Kind.TURNED_AWAY);
    new Sweep(other).untilNothingIsFound();
    assertThat(new Honesty(other).wrong(other.run()))
        .anyMatch(line -> line.startsWith("named, and not there: "));
  }

  @Test
  void aRunThatWasCleanAndIsNotWouldBeSeen() {
    Universe universe = ended("NameRegistry", Spell.Kind.LOST);
    var plan = universe.store.runs().scenarios(universe.run).getFirst().plan();
    assertThat(new Honesty(universe).wrong(universe.run())).isEmpty();
    universe.cloud.groups().ensure(plan.group().name(), "eastus2", plan.identity().owner().tags());

    assertThat(new Honesty(universe).wrong(universe.run()))
        .singleElement()
        .asString()
        .startsWith("it calls itself clean, and there is Thing[listing=tagged resources");
  }

  /** A run of one agent at whose end that part of the world is away. */
  private static Universe ended(String port, Spell.Kind kind) {
    var spell = new Spell(port, Duration.ofMinutes(50), Duration.ofHours(9), kind);
    var universe =
        new Universe(
            new Scene(
                SEED,
                List.of(Manner.HONEST),
                1,
                Duration.ZERO,
                0,
                0,
                List.of(spell),
                Optional.empty()));
    var replica = new Replica(universe, new ArrayDeque<>());
    while (!universe.run().isOver()) {
      assertThat(universe.passToNextMoment()).isTrue();
      new Turn(universe, replica).begun().awaitEnd();
    }
    return universe;
  }
}

package io.haymaker.chaos.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Under what circumstances a run takes place.
 *
 * @param seed of everything that is left to chance
 * @param agents one scenario per manner
 * @param leaveBehind how many resources the agents forget
 * @param lag of the inventory
 * @param refusedLogins how many logins of new identities are refused, as while the directory
 *     replicates
 * @param trouble the chance of a call to go wrong (conflict, throttling, 5xx, lost call or answer)
 * @param spells parts of the world that take no calls for a while
 * @param cancelAt the look before which somebody cancels the run
 */
record Scene(
    long seed,
    List<Manner> agents,
    int leaveBehind,
    Duration lag,
    int refusedLogins,
    double trouble,
    List<Spell> spells,
    Optional<Integer> cancelAt) {

  private static final List<Manner> MANNERS = List.of(Manner.values());

  Scene {
    agents = List.copyOf(agents);
    spells = List.copyOf(spells);
  }

  /** Nothing goes wrong but what a blow does. */
  static Scene calm(long seed, int agents) {
    return new Scene(
        seed,
        Collections.nCopies(agents, Manner.HONEST),
        1,
        Duration.ZERO,
        0,
        0,
        List.of(),
        Optional.empty());
  }

  /** Circumstances by chance, from calm to bad. */
  static Scene any(RandomGenerator chance) {
    var agents = new ArrayList<Manner>();
    for (int i = 1 + chance.nextInt(3); i > 0; i--) {
      agents.add(
          chance.nextBoolean() ? Manner.HONEST : MANNERS.get(chance.nextInt(MANNERS.size())));
    }
    double[] troubles = {0, 0, 0.02, 0.1, 0.3};
    return new Scene(
        chance.nextLong(),
        agents,
        chance.nextInt(4),
        Duration.ofSeconds(chance.nextBoolean() ? 0 : chance.nextInt(600)),
        chance.nextInt(4),
        troubles[chance.nextInt(troubles.length)],
        List.of(),
        chance.nextInt(5) == 0 ? Optional.of(chance.nextInt(12)) : Optional.empty());
  }

  /** Circumstances by chance in which parts of the world are away for a while, some for hours. */
  static Scene underSpells(RandomGenerator chance) {
    Scene scene = any(chance);
    return new Scene(
        scene.seed(),
        scene.agents(),
        scene.leaveBehind(),
        scene.lag(),
        scene.refusedLogins(),
        scene.trouble(),
        Stream.generate(() -> Spell.any(chance)).limit(1 + chance.nextInt(4)).toList(),
        scene.cancelAt());
  }

  /** When the last spell is over, counted from the run's begin. */
  Duration endOfSpells() {
    return spells.stream().map(Spell::end).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** Whether every agent must have succeeded, whatever blow falls. */
  boolean isCalm() {
    return trouble == 0
        && spells.isEmpty()
        && cancelAt.isEmpty()
        && agents.stream().allMatch(manner -> manner == Manner.HONEST);
  }
}

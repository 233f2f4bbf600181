package io.haymaker.chaos.step;

import io.haymaker.core.run.Phase;
import io.haymaker.testkit.plane.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Plays one run to its end while blows fall on its control plane: where a process dies or freezes,
 * another goes on with the same database and cloud; one that was frozen goes on late.
 */
final class Play {
  /** More than any run needs: one that takes them does not come to an end. */
  private static final int TURNS = 3_000;

  private final Scene scene;
  private final Universe universe;
  private final Deque<Blow> blows;
  private final List<Twin> twins = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private Replica replica;
  private Turn turn;
  private int looks;
  private boolean thawedLate;

  /** A process that stands still while another does its work. */
  private record Twin(Replica replica, Turn turn, Blow.Thaw thaw, Replica heir, int since) {}

  private Play(Scene scene, List<Blow> blows) {
    this.scene = scene;
    this.universe = new Universe(scene);
    this.blows = new ArrayDeque<>(blows);
    this.replica = new Replica(universe, this.blows);
    this.turn = new Turn(universe, replica);
    universe.whenFrozen(() -> turn.isFrozen());
  }

  /**
   * @param struck how many of the blows fell; the others came too late
   * @param steps of the first process
   * @param looks how often it was looked at the run
   * @param took how long the run was, in its own time
   * @param wrong what is not as it must be; empty = all is well
   */
  record Outcome(int struck, List<Step> steps, int looks, Duration took, List<String> wrong) {}

  /** Plays it. */
  static Outcome of(Scene scene, List<Blow> blows) {
    var play = new Play(scene, blows);
    Replica first = play.replica;
    play.go();
    Duration took =
        Duration.between(play.universe.run().startedAt(), play.universe.clock.instant());
    var verdict = new Verdict(scene, play.universe, play.twins.size() > 0, play.thawedLate);
    play.wrong.addAll(verdict.wrong());
    return new Outcome(
        blows.size() - play.blows.size(), first.taken(), play.looks, took, play.wrong);
  }

  private void go() {
    while (!universe.run().isOver() || !universe.bus.isEmpty()) {
      if (looks++ > TURNS) {
        wrong.add("the run comes to no end: " + universe.run());
        break;
      }
      if (!universe.passToNextMoment() && !universe.run().isOver()) {
        wrong.add("nobody will look again at " + universe.run());
        break;
      }
      if (scene.cancelAt().filter(at -> at == looks).isPresent()) {
        universe.service.cancel(universe.run);
      }
      takeTurn();
      twins.stream().filter(this::isDue).toList().forEach(this::thaw);
    }
    twins.stream().filter(twin -> !twin.replica().isThawed()).toList().forEach(this::thaw);
  }

  private void takeTurn() {
    turn = new Turn(universe, replica);
    Turn mine = turn.begun();
    switch (mine.sign()) {
      case ENDED -> {}
      case DIED -> replica = new Replica(universe, blows);
      case FROZEN -> {
        Replica frozen = replica;
        Blow.Thaw thaw = frozen.thawing();
        replica = new Replica(universe, blows);
        var twin = new Twin(frozen, mine, thaw, replica, looks);
        twins.add(twin);
        if (thaw.moment() == Blow.Moment.AMID_STEPS) {
          replica.interruptAt(thaw.after(), () -> thaw(twin));
        }
        universe.clock.advance(Turn.LEASE);
        universe.store.work().wake(universe.run, universe.clock.instant());
      }
    }
  }

  private boolean isDue(Twin twin) {
    return !twin.replica().isThawed()
        && switch (twin.thaw().moment()) {
          case AMID_STEPS -> twin.heir().isDead();
          case AFTER_LOOKS -> looks - twin.since() >= twin.thaw().after();
          case AFTER_THE_END -> false;
        };
  }

  private void thaw(Twin twin) {
    thawedLate |= universe.run().phase().compareTo(Phase.CLEANUP) >= 0;
    twin.replica().thaw();
    twin.turn().awaitEnd();
  }
}

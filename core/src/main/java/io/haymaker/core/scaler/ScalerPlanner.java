package io.haymaker.core.scaler;

import io.haymaker.core.scaler.MessageSupply.Candidate;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which messages get a container. Pure but for reading the supply: the same snapshot and
 * messages, the same plan.
 *
 * <p>Subscriptions take turns in the order of their names, beginning after the one that was served
 * last. In its turn each may start one container; messages that need none now are passed by. So
 * nobody starves when there are more subscriptions than room, and what is left over goes to those
 * who still have messages.
 */
public final class ScalerPlanner {
  private final MessageJudge judge;

  public ScalerPlanner(ScalerRules rules) {
    this.judge = new MessageJudge(rules);
  }

  /**
   * @param supply read on only while there is room
   */
  public ScalerPlan plan(ScalerSnapshot snapshot, MessageSupply supply) {
    return plan(snapshot, supply, 0);
  }

  /**
   * @param supply read on while there is room, or less was read than is wanted
   * @param wanted of how many messages at least something is to be told, where so many wait
   */
  public ScalerPlan plan(ScalerSnapshot snapshot, MessageSupply supply, int wanted) {
    return new Pass(snapshot, supply, wanted).plan();
  }

  private final class Pass {
    private final ScalerSnapshot snapshot;
    private final MessageSupply supply;
    private final int wanted;
    private final List<Decision> decisions = new ArrayList<>();
    private final Set<MessageKey> started = new HashSet<>();

    Pass(ScalerSnapshot snapshot, MessageSupply supply, int wanted) {
      this.snapshot = snapshot;
      this.supply = supply;
      this.wanted = wanted;
    }

    ScalerPlan plan() {
      List<String> order = snapshot.inTurn();
      var turns = new ArrayDeque<>(order);
      Optional<String> lastServed = snapshot.lastServed();
      for (int room = snapshot.room(); room > 0 && !turns.isEmpty(); ) {
        String subscription = turns.removeFirst();
        if (startsOne(subscription)) {
          room--;
          lastServed = Optional.of(subscription);
          turns.addLast(subscription);
        }
      }
      leaveWaiting(order);
      return new ScalerPlan(decisions, lastServed);
    }

    /** Whether the subscription's turn found a message to start a container for. */
    private boolean startsOne(String subscription) {
      for (Optional<Candidate> next = supply.next(subscription, true);
          next.isPresent();
          next = supply.next(subscription, true)) {
        Verdict verdict = verdict(next.get());
        decisions.add(new Decision(next.get().message(), verdict));
        if (verdict instanceof Verdict.Start) {
          next.get().message().key().ifPresent(started::add);
          return true;
        }
      }
      return false;
    }

    /** What was read and not decided is shown with the reason, in the order of its turns. */
    private void leaveWaiting(List<String> order) {
      var turns = new ArrayDeque<>(order);
      while (!turns.isEmpty()) {
        String subscription = turns.removeFirst();
        Optional<Candidate> next = supply.next(subscription, decisions.size() < wanted);
        if (next.isPresent()) {
          Verdict verdict = verdict(next.get());
          decisions.add(
              new Decision(
                  next.get().message(),
                  verdict instanceof Verdict.Start ? snapshot.noRoom() : verdict));
          turns.addLast(subscription);
        }
      }
    }

    private Verdict verdict(Candidate candidate) {
      return candidate.message().key().filter(started::contains).isPresent()
          ? new Verdict.Waits(Verdict.Waits.TWIN, Optional.empty())
          : judge.verdict(candidate.message(), candidate.history(), snapshot.now());
    }
  }
}

package io.haymaker.testkit.fault;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The script of a fake: which calls go wrong, how and how often. Rules are tried in the order in
 * which they were made; a used-up rule is forgotten. Safe for many threads.
 *
 * @param <O> the fake's operations
 */
public final class Faults<O extends Enum<O>> {

  private static final int FOR_EVER = Integer.MAX_VALUE;

  private final List<Rule> rules = new ArrayList<>();

  private final class Rule {
    final O operation;
    final String target;
    final Fault fault;
    int left;

    Rule(O operation, String target, Fault fault, int times) {
      this.operation = operation;
      this.target = target;
      this.fault = fault;
      this.left = times;
    }
  }

  /** What shall go wrong with the calls chosen by {@link #on}. */
  public final class Choice {
    private final O operation;
    private final String target;

    private Choice(O operation, String target) {
      this.operation = operation;
      this.target = target;
    }

    /** Refuses every such call until {@link #heal}. */
    public void refuse(String code) {
      add(new Fault.Refuse(new Problem(code, "refused by the script")), FOR_EVER);
    }

    /** Is busy with the next calls, then works. */
    public void busy(int times, String code) {
      add(new Fault.Busy(new Problem(code, "busy by the script"), Optional.empty()), times);
    }

    /** Is busy with the next calls and asks for a wait. */
    public void busy(int times, String code, Duration retryAfter) {
      add(new Fault.Busy(new Problem(code, "busy by the script"), Optional.of(retryAfter)), times);
    }

    /** Does the next call, and loses its answer. */
    public void unknownWithEffect() {
      add(new Fault.LoseAnswer(new Problem("AnswerLost", "lost by the script"), true), 1);
    }

    /** Loses the next call before it has any effect. */
    public void unknownWithoutEffect() {
      add(new Fault.LoseAnswer(new Problem("AnswerLost", "lost by the script"), false), 1);
    }

    /** Makes every such look or listing fail until {@link #heal}. */
    public void couldNotLook(String code) {
      couldNotLook(FOR_EVER, code);
    }

    /** Makes the next such looks or listings fail. */
    public void couldNotLook(int times, String code) {
      add(new Fault.LoseAnswer(new Problem(code, "could not look, by the script"), false), times);
    }

    /** The process dies before the next such call has an effect. */
    public void crashBeforeEffect() {
      add(new Fault.Crash(false), 1);
    }

    /** The process dies after the effect of the next such call, before its answer. */
    public void crashAfterEffect() {
      add(new Fault.Crash(true), 1);
    }

    private void add(Fault fault, int times) {
      synchronized (rules) {
        rules.add(new Rule(operation, target, fault, times));
      }
    }
  }

  /** Chooses every call of an operation. */
  public Choice on(O operation) {
    return on(operation, "");
  }

  /** Chooses the calls of an operation whose target contains the text, whatever its case. */
  public Choice on(O operation, String target) {
    return new Choice(operation, target.toLowerCase(Locale.ROOT));
  }

  /** Forgets every rule of an operation. */
  public void heal(O operation) {
    synchronized (rules) {
      rules.removeIf(rule -> rule.operation == operation);
    }
  }

  /** Forgets every rule. */
  public void healAll() {
    synchronized (rules) {
      rules.clear();
    }
  }

  /** For fakes: runs an effect as the script says. */
  public <T> Outcome<T> effect(O operation, String target, Supplier<Outcome<T>> effect) {
    Optional<Fault> fault = next(operation, target);
    if (fault.isEmpty()) {
      return effect.get();
    }
    return switch (fault.get()) {
      case Fault.Refuse refuse -> new Outcome.Refused<>(refuse.problem());
      case Fault.Busy busy -> new Outcome.Busy<>(busy.problem(), busy.retryAfter());
      case Fault.LoseAnswer lost -> {
        if (lost.effectHappens()) {
          Outcome<T> unheard = effect.get();
          yield new Outcome.Unknown<>(
              new Problem(lost.problem().code(), "lost: " + unheard.getClass().getSimpleName()));
        }
        yield new Outcome.Unknown<>(lost.problem());
      }
      case Fault.Crash crash -> {
        String unheard = crash.effectHappens() ? ", after it was " + effect.get() : "";
        throw new SimulatedCrash(operation + " " + target + unheard);
      }
    };
  }

  /** For fakes: runs a look as the script says; every fault but a crash is a failed look. */
  public <T> Look<T> look(O operation, String target, Supplier<Look<T>> look) {
    return failure(operation, target).<Look<T>>map(Look.CouldNotLook::new).orElseGet(look);
  }

  /** For fakes: runs a listing as the script says; every fault but a crash is a failed listing. */
  public <T> Listing<T> listing(O operation, String target, Supplier<Listing<T>> listing) {
    return failure(operation, target).<Listing<T>>map(Listing.CouldNotLook::new).orElseGet(listing);
  }

  private Optional<Problem> failure(O operation, String target) {
    return next(operation, target)
        .map(
            fault ->
                switch (fault) {
                  case Fault.Refuse refuse -> refuse.problem();
                  case Fault.Busy busy -> busy.problem();
                  case Fault.LoseAnswer lost -> lost.problem();
                  case Fault.Crash _ -> throw new SimulatedCrash(operation + " " + target);
                });
  }

  private Optional<Fault> next(O operation, String target) {
    String lower = target.toLowerCase(Locale.ROOT);
    synchronized (rules) {
      Iterator<Rule> all = rules.iterator();
      while (all.hasNext()) {
        Rule rule = all.next();
        if (rule.operation == operation && lower.contains(rule.target)) {
          if (rule.left != FOR_EVER && --rule.left == 0) {
            all.remove();
          }
          return Optional.of(rule.fault);
        }
      }
      return Optional.empty();
    }
  }
}

package io.haymaker.core.retry;

import io.haymaker.core.outcome.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Repeats an effect that is safe to repeat while it is busy or its outcome is unknown. */
public final class Retrier {
  private final Clock clock;
  private final Pauser pauser;
  private final RandomGenerator random;
  private final Runnable check;

  public Retrier(Clock clock, Pauser pauser, RandomGenerator random) {
    this(clock, pauser, random, () -> {});
  }

  private Retrier(Clock clock, Pauser pauser, RandomGenerator random, Runnable check) {
    this.check = check;
    this.clock = clock;
    this.pauser = pauser;
    this.random = random;
  }

  /**
   * Asks until it is done or refused, the attempts are used up or the deadline is reached; then the
   * last outcome is returned. An interrupted thread asks no more and stays interrupted.
   *
   * @param effect safe to repeat, also after an unknown outcome
   */
  public <T> Outcome<T> ask(Backoff backoff, Instant deadline, Supplier<Outcome<T>> effect) {
    return ask(backoff, deadline, effect, _ -> true);
  }

  /**
   * The same, for who does not repeat everything.
   *
   * @param again false for an outcome that is not to be asked again though it is neither done nor
   *     refused
   */
  public <T> Outcome<T> ask(
      Backoff backoff, Instant deadline, Supplier<Outcome<T>> effect, Predicate<Outcome<T>> again) {
    for (int attempt = 1; ; attempt++) {
      check.run();
      Outcome<T> outcome = effect.get();
      Optional<Duration> asked =
          outcome instanceof Outcome.Busy<T> busy ? busy.retryAfter() : Optional.empty();
      boolean worthAsking =
          outcome instanceof Outcome.Busy<T> || outcome instanceof Outcome.Unknown<T>;
      if (!worthAsking
          || !again.test(outcome)
          || attempt >= backoff.attempts()
          || !waited(backoff.after(attempt, asked, random), deadline)) {
        return outcome;
      }
    }
  }

  /**
   * The same, but it makes sure before every effect.
   *
   * @param check throws when the effect is not to be had any more
   */
  public Retrier checking(Runnable check) {
    return new Retrier(clock, pauser, random, check);
  }

  /**
   * Waits that long.
   *
   * @return false when the deadline comes first (then it does not wait at all) or the thread was
   *     interrupted
   */
  public boolean waited(Duration wait, Instant deadline) {
    if (clock.instant().plus(wait).isAfter(deadline)) {
      return false;
    }
    try {
      pauser.pause(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public Instant now() {
    return clock.instant();
  }
}

package io.haymaker.core.watch;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the engine's events and enters each once, until it is closed. When the engine or the
 * database was away, or nobody read, it goes on from the last event that is on record; what the
 * engine has forgotten by then is found by comparing with what is there. Any number of processes
 * may do so at the same time.
 */
public final class EventKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventKeeper.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration STOP_GRACE = Duration.ofSeconds(5);
  private static final Backoff WAITS =
      new Backoff(1, Duration.ofMillis(250), Duration.ofSeconds(5));

  private final ContainerEngine engine;
  private final ContainerHistory history;
  private final Consumer<List<EngineEvent>> told;
  private final Clock clock;
  private final Pauser pauser;
  private final Instant begin;
  private final WatchTally tally = new WatchTally();
  private volatile boolean closed;
  private volatile Optional<String> trouble = Optional.of("the engine's events are not read yet");

  private final Thread thread = Thread.ofVirtual().name("container-events").unstarted(this::keep);

  private EventKeeper(
      ContainerEngine engine,
      ContainerHistory history,
      Consumer<List<EngineEvent>> told,
      Clock clock,
      Pauser pauser) {
    this.engine = engine;
    this.history = history;
    this.told = told;
    this.clock = clock;
    this.pauser = pauser;
    this.begin = clock.instant();
  }

  /**
   * Begins, whether the engine is there or not.
   *
   * @param told called with events that have been entered, from one thread; returns soon
   */
  public static EventKeeper start(
      ContainerEngine engine,
      ContainerHistory history,
      Consumer<List<EngineEvent>> told,
      Clock clock,
      Pauser pauser) {
    var keeper = new EventKeeper(engine, history, told, clock, pauser);
    keeper.thread.start();
    return keeper;
  }

  /** Why events are not read just now, in words; empty while they are. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** What it came to. */
  public WatchTally tally() {
    return tally;
  }

  private void keep() {
    int failures = 0;
    while (!closed) {
      try {
        String why = round();
        failures = trouble.isEmpty() ? 1 : failures + 1;
        say(why);
        pauser.pause(WAITS.full(failures));
      } catch (InterruptedException e) {
        if (!closed) {
          LOG.error("interrupted, though nobody closed it; events are not read any more", e);
        }
        return;
      }
    }
  }

  /** Once for each time that they cannot be read. */
  private void say(String why) {
    if (trouble.isEmpty()) {
      LOG.atWarn().addKeyValue("problem", why).log("container events are not read for now");
    }
    trouble = Optional.of(why);
  }

  private String round() throws InterruptedException {
    try {
      return switch (engine.host()) {
        case Look.Found<HostFacts>(HostFacts host) -> round(host);
        case Look.CouldNotLook<HostFacts>(Problem problem) -> {
          tally.loseSight();
          yield problem.toString();
        }
        case Look.Absent<HostFacts> _ -> "the engine does not tell of its machine";
      };
    } catch (StoreUnavailableException e) {
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.atError().setCause(e).log("reading container events failed; it is begun anew");
      }
      return "reading container events failed: " + e.getClass().getSimpleName();
    }
  }

  private String round(HostFacts host) throws InterruptedException {
    try (var round = new WatchRound(engine, history, told, host, clock, tally)) {
      Optional<Problem> over = round.open(begin);
      if (over.isEmpty()) {
        trouble = Optional.empty();
      }
      while (over.isEmpty() && !closed) {
        over = round.turn(PATIENCE);
      }
      return over.map(Problem::toString).orElse("closed");
    }
  }

  /** Reads no more; what has come and is not entered is read again by whoever reads next. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      if (!thread.join(STOP_GRACE)) {
        LOG.warn("the reader of container events does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

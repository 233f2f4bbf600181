package io.haymaker.core.alert;

import io.haymaker.core.chore.Chore;
import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.store.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an alert until it is taken, with growing waits and for ever. A process that dies after the
 * receiver took it and before that is on record sends it once more, with the same id.
 */
public final class AlertCourier implements Chore {
  private static final Logger LOG = LoggerFactory.getLogger(AlertCourier.class);

  private static final Backoff WAITS =
      new Backoff(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofMinutes(5));

  /** What {@link AlertOutbox#enter} wakes. */
  public static final String NAME = "alerts";

  private static final Duration IDLE = Duration.ofHours(1);

  private final AlertOutbox outbox;
  private final AlertChannel channel;
  private final Journal journal;
  private final Transactions transactions;
  private final Clock clock;

  public AlertCourier(
      AlertOutbox outbox,
      AlertChannel channel,
      Journal journal,
      Transactions transactions,
      Clock clock) {
    this.outbox = outbox;
    this.channel = channel;
    this.journal = journal;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Sends what is due. */
  @Override
  public Instant look() {
    Instant next = clock.instant().plus(IDLE);
    for (AlertOutbox.Waiting waiting : outbox.waiting()) {
      boolean due = !waiting.next().isAfter(clock.instant());
      Optional<Instant> again = due ? send(waiting) : Optional.of(waiting.next());
      next = again.filter(next::isAfter).orElse(next);
    }
    return next;
  }

  /** Returns when to try again; empty when it was taken. */
  private Optional<Instant> send(AlertOutbox.Waiting waiting) {
    Alert alert = waiting.alert();
    Outcome<Integer> outcome = channel.send(alert);
    Instant now = clock.instant();
    if (outcome.isDone()) {
      transactions.run(
          () -> {
            outbox.taken(alert.id(), now);
            journal.append(taken(alert, now));
          });
      return Optional.empty();
    }
    String why = outcome.obstacle().map(Object::toString).orElse("unknown");
    Duration wait = WAITS.full(waiting.attempts() + 1);
    outbox.failed(alert.id(), why, now.plus(wait));
    LOG.atWarn()
        .addKeyValue("run_id", alert.run())
        .addKeyValue("alert_id", alert.id())
        .addKeyValue("retry_in", wait)
        .log("the alert was not taken: {}", why);
    return Optional.of(now.plus(wait));
  }

  private static JournalEntry taken(Alert alert, Instant now) {
    JournalEntry entry =
        JournalEntry.of(now, alert.run(), "alert_taken", Severity.INFO, "the alert was taken");
    return new JournalEntry(
        UUID.nameUUIDFromBytes((alert.id() + "/taken").getBytes(StandardCharsets.UTF_8)),
        entry.at(),
        entry.run(),
        entry.scenario(),
        entry.type(),
        entry.severity(),
        entry.message(),
        entry.resource(),
        Map.of("alert_id", alert.id().toString()));
  }
}

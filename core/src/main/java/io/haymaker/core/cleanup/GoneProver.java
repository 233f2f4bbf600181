package io.haymaker.core.cleanup;

import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.outcome.Remains;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.store.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Says of what answers 404 whether it is proven gone: when the inventory does not list it either,
 * or has listed it for so long that this is the inventory's own failing. Until then it remains.
 */
final class GoneProver {
  private static final String STALE = "inventory_stale";
  private static final String STILL_LISTED = "group_still_listed";

  private final Ledger ledger;
  private final Journal journal;
  private final Transactions transactions;
  private final Retrier retrier;
  private final Duration staleAfter;

  GoneProver(
      Ledger ledger,
      Journal journal,
      Transactions transactions,
      Retrier retrier,
      Duration staleAfter) {
    this.ledger = ledger;
    this.journal = journal;
    this.transactions = transactions;
    this.retrier = retrier;
    this.staleAfter = staleAfter;
  }

  void prove(RunId run, List<LedgerEntry> book, Sighting sighting, Remains remains) {
    Instant now = retrier.now();
    transactions.run(
        () -> {
          book.stream()
              .filter(entry -> !entry.isGone() && sighting.absent().contains(entry.id()))
              .forEach(entry -> prove(entry, sighting, remains, now));
          sighting.absent().stream()
              .filter(ResourceId::isGroup)
              .filter(group -> isListed(group, sighting))
              .sorted()
              .forEach(group -> proveGroup(run, group, remains, now));
        });
  }

  private void prove(LedgerEntry entry, Sighting sighting, Remains remains, Instant now) {
    ResourceId id = entry.id();
    if (sighting.listed().isEmpty()) {
      remains.add(id.value(), "answers 404; the inventory could not be listed");
      return;
    }
    if (!sighting.sawCopies() && SoftDeletion.leavesCopies(id)) {
      remains.add(id.value(), "answers 404; whether a copy is kept is not known");
      return;
    }
    boolean listed = isListed(id, sighting);
    if (listed && !isPast(entry.changedAt(), now)) {
      remains.add(id.value(), "answers 404; the inventory still lists it");
      return;
    }
    ledger.gone(entry.run(), id, now);
    journal.append(
        listed
            ? stale(entry.run(), id, now)
            : JournalEntry.of(
                    now,
                    entry.run(),
                    "proven_gone",
                    Severity.INFO,
                    id.name() + " answers 404 and is not listed")
                .about(id));
  }

  /** A group has no entry in the ledger: since when it is seen so, the journal remembers. */
  private void proveGroup(RunId run, ResourceId group, Remains remains, Instant now) {
    Instant since =
        journal.ofType(run, STILL_LISTED).stream()
            .filter(entry -> entry.resource().filter(group::equals).isPresent())
            .map(JournalEntry::at)
            .findFirst()
            .orElse(now);
    journal.append(
        JournalEntry.of(
                now,
                run,
                STILL_LISTED,
                Severity.INFO,
                group.name() + " answers 404; the inventory still lists it")
            .about(group)
            .withId(idOf(STILL_LISTED, run, group)));
    if (isPast(since, now)) {
      journal.append(stale(run, group, now).withId(idOf(STALE, run, group)));
    } else {
      remains.add(group.value(), "answers 404; the inventory still lists it");
    }
  }

  private static boolean isListed(ResourceId id, Sighting sighting) {
    return sighting.listed().filter(listed -> listed.contains(id)).isPresent();
  }

  private boolean isPast(Instant since, Instant now) {
    return since.plus(staleAfter).isBefore(now);
  }

  private static JournalEntry stale(RunId run, ResourceId id, Instant now) {
    return JournalEntry.of(
            now,
            run,
            STALE,
            Severity.WARNING,
            id.name() + " answers 404, but the inventory still lists it")
        .about(id);
  }

  /** Entered once, whichever process looks. */
  private static UUID idOf(String type, RunId run, ResourceId group) {
    return UUID.nameUUIDFromBytes(
        "%s %s %s".formatted(type, run, group.key()).getBytes(StandardCharsets.UTF_8));
  }
}

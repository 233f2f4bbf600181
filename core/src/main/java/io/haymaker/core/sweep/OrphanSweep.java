package io.haymaker.core.sweep;

import io.haymaker.core.chore.Chore;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunScope;
import io.haymaker.core.run.RunStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comes again and again, and cleans up after every run that is over or unknown and has left
 * something, once it has been so for the grace period. A run that is not over is never touched.
 */
public final class OrphanSweep implements Chore {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);

  /** One that deletes, one that proves, one for what was late; the next sweep goes on. */
  private static final int ROUNDS = 3;

  private static final int ALL = 10_000;
  private static final String FOUND = "orphan_found";

  private final InstallationId installation;
  private final BelongingsFinder finder;
  private final RunCleanup cleanup;
  private final RunStore runs;
  private final Journal journal;
  private final SweepTimes times;
  private final Duration deadline;
  private final Clock clock;

  /**
   * When sweeps come.
   *
   * @param every between the end of one and the begin of the next
   * @param grace how long a run has to be over, or unknown, before it is swept
   */
  public record SweepTimes(Duration every, Duration grace) {
    public static final SweepTimes STANDARD =
        new SweepTimes(Duration.ofMinutes(30), Duration.ofMinutes(30));
  }

  /**
   * @param deadline for the rounds of one run in one sweep
   */
  public OrphanSweep(
      InstallationId installation,
      BelongingsFinder finder,
      RunCleanup cleanup,
      RunStore runs,
      Journal journal,
      SweepTimes times,
      Duration deadline,
      Clock clock) {
    this.installation = installation;
    this.finder = finder;
    this.cleanup = cleanup;
    this.runs = runs;
    this.journal = journal;
    this.times = times;
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "orphan-sweep";
  }

  @Override
  public Instant look() {
    Belongings found = finder.of(installation);
    found
        .couldNotLook()
        .forEach(line -> LOG.atWarn().addKeyValue("what", line).log("the sweep could not look"));
    found.ofRuns().forEach(this::consider);
    return clock.instant().plus(times.every());
  }

  private void consider(RunId id, List<String> things) {
    Optional<Run> run = runs.find(id);
    if (run.filter(known -> !known.isOver()).isPresent()) {
      return;
    }
    Instant since = run.flatMap(Run::endedAt).orElseGet(() -> firstSeen(id, things));
    if (since.plus(times.grace()).isAfter(clock.instant())) {
      return;
    }
    CleanupProgress progress =
        cleanup.clean(
            RunScope.of(installation, id, run.isEmpty() ? List.of() : runs.scenarios(id)),
            ROUNDS,
            clock.instant().plus(deadline),
            _ -> {});
    LOG.atInfo()
        .addKeyValue("run_id", id)
        .addKeyValue("found", things.size())
        .addKeyValue("remaining", progress.remaining().size())
        .log("swept up after a run");
  }

  /** The journal remembers, whichever process looks next. */
  private Instant firstSeen(RunId id, List<String> things) {
    Instant now = clock.instant();
    JournalEntry entry =
        JournalEntry.of(
            now,
            id,
            FOUND,
            Severity.WARNING,
            "a run that nobody knows has left %d things, the first: %s"
                .formatted(things.size(), things.getFirst()));
    boolean isNew = journal.append(entry.withId(idOfFinding(id)));
    if (isNew) {
      return now;
    }
    return journal.ofRun(id, 0, ALL).stream()
        .map(Journal.Numbered::entry)
        .filter(one -> one.type().equals(FOUND))
        .map(JournalEntry::at)
        .findFirst()
        .orElse(now);
  }

  private static UUID idOfFinding(RunId id) {
    return UUID.nameUUIDFromBytes((FOUND + id).getBytes(StandardCharsets.UTF_8));
  }
}

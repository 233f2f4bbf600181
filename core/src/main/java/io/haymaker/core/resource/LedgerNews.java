package io.haymaker.core.resource;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.LedgerEntry.State;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.Optional;

/**
 * What is learnt of a resource, and what it makes of the ledger's entry: the one table of
 * transitions that every {@link Ledger} applies.
 *
 * <p>Events come in any order, so their own times decide, not their arrival. News older than the
 * entry's {@code changedAt} leaves its state as it is; of two at the same instant the one nearer to
 * the end wins (proof, then our deletion, then the agent's report, then a failed deletion, then a
 * sighting).
 *
 * <pre>
 *                   EXISTS, DELETION_FAILED  REPORTED_DELETED   FORCE_DELETED    GONE
 * Seen              (as it is)               EXISTS             EXISTS           EXISTS
 * DeletionFailed    DELETION_FAILED          DELETION_FAILED    DELETION_FAILED  GONE
 * ReportedDeleted   REPORTED_DELETED         REPORTED_DELETED   FORCE_DELETED    GONE
 * ForceDeleted      FORCE_DELETED            FORCE_DELETED      FORCE_DELETED    GONE
 * ProvenGone        GONE                     GONE               GONE, forced     GONE
 * </pre>
 *
 * <p>So an entry is never {@code GONE} by a proof older than a sighting, in whatever order the two
 * come in; and nothing but a later sighting overturns a proof.
 */
public sealed interface LedgerNews {

  /** When it happened. */
  Instant at();

  /** It was reported as made, or found. */
  record Seen(Optional<ScenarioName> scenario, Instant at) implements LedgerNews {}

  /** Its agent says that it deleted it. */
  record ReportedDeleted(Optional<ScenarioName> scenario, Instant at) implements LedgerNews {}

  /**
   * Someone tried to delete it and could not.
   *
   * @param attempts how often, 0 or more
   */
  record DeletionFailed(int attempts, String error, Instant at) implements LedgerNews {
    public DeletionFailed {
      if (attempts < 0) {
        throw new IllegalArgumentException("attempts must be 0 or more, is " + attempts);
      }
    }
  }

  /**
   * A deletion of ours was done.
   *
   * @param attempts after how many, 0 or more
   */
  record ForceDeleted(int attempts, Instant at) implements LedgerNews {
    public ForceDeleted {
      if (attempts < 0) {
        throw new IllegalArgumentException("attempts must be 0 or more, is " + attempts);
      }
    }
  }

  /** A direct read answered 404 and the inventory does not list it. */
  record ProvenGone(Instant at) implements LedgerNews {}

  /** The first entry of a resource that was not known. */
  default LedgerEntry firstEntry(RunId run, ResourceId id) {
    return switch (this) {
      case Seen seen -> entry(run, id, seen.scenario(), State.EXISTS);
      case ReportedDeleted told -> entry(run, id, told.scenario(), State.REPORTED_DELETED);
      case DeletionFailed failed ->
          withAttempts(
              entry(run, id, Optional.empty(), State.DELETION_FAILED),
              failed.attempts(),
              Optional.of(failed.error()));
      case ForceDeleted forced ->
          withAttempts(
              entry(run, id, Optional.empty(), State.FORCE_DELETED),
              forced.attempts(),
              Optional.empty());
      case ProvenGone _ -> entry(run, id, Optional.empty(), State.GONE);
    };
  }

  /** The entry after the news; an equal one when they change nothing. */
  default LedgerEntry appliedTo(LedgerEntry known) {
    boolean older = at().isBefore(known.changedAt());
    boolean newer = at().isAfter(known.changedAt());
    return switch (this) {
      case Seen seen -> {
        LedgerEntry told = told(known, seen.scenario());
        yield switch (known.state()) {
          case EXISTS, DELETION_FAILED -> newer ? withState(told, known.state(), false) : told;
          case REPORTED_DELETED, FORCE_DELETED, GONE ->
              newer ? withState(told, State.EXISTS, false) : told;
        };
      }
      case ReportedDeleted report -> {
        LedgerEntry told = told(known, report.scenario());
        yield switch (known.state()) {
          case EXISTS, DELETION_FAILED, REPORTED_DELETED ->
              older ? told : withState(told, State.REPORTED_DELETED, false);
          case FORCE_DELETED, GONE -> told;
        };
      }
      case DeletionFailed failed -> {
        int attempts = Math.addExact(known.attempts(), failed.attempts());
        boolean late =
            switch (known.state()) {
              case EXISTS, DELETION_FAILED -> older;
              case REPORTED_DELETED, FORCE_DELETED -> !newer;
              case GONE -> true;
            };
        yield late
            ? withAttempts(known, attempts, known.error().or(() -> Optional.of(failed.error())))
            : withState(
                withAttempts(known, attempts, Optional.of(failed.error())),
                State.DELETION_FAILED,
                false);
      }
      case ForceDeleted forced -> {
        int attempts = Math.addExact(known.attempts(), forced.attempts());
        LedgerEntry counted = withAttempts(known, attempts, known.error());
        yield known.isGone() || older ? counted : withState(counted, State.FORCE_DELETED, false);
      }
      case ProvenGone _ -> {
        boolean forced = known.forced() || known.state() == State.FORCE_DELETED;
        yield older ? known : withState(known, State.GONE, forced);
      }
    };
  }

  private LedgerEntry entry(
      RunId run, ResourceId id, Optional<ScenarioName> scenario, State state) {
    return new LedgerEntry(
        run, id, scenario, at(), state, at(), 0, Optional.empty(), /* forced= */ false);
  }

  /** Reports can tell whose it is, and that it was made earlier than we thought. */
  private LedgerEntry told(LedgerEntry known, Optional<ScenarioName> scenario) {
    return new LedgerEntry(
        known.run(),
        known.id(),
        known.scenario().or(() -> scenario),
        at().isBefore(known.createdAt()) ? at() : known.createdAt(),
        known.state(),
        known.changedAt(),
        known.attempts(),
        known.error(),
        known.forced());
  }

  private LedgerEntry withState(LedgerEntry known, State state, boolean forced) {
    return new LedgerEntry(
        known.run(),
        known.id(),
        known.scenario(),
        known.createdAt(),
        state,
        at(),
        known.attempts(),
        known.error(),
        forced);
  }

  private static LedgerEntry withAttempts(LedgerEntry known, int attempts, Optional<String> error) {
    return new LedgerEntry(
        known.run(),
        known.id(),
        known.scenario(),
        known.createdAt(),
        known.state(),
        known.changedAt(),
        attempts,
        error,
        known.forced());
  }
}

package io.haymaker.core.resource;

import io.haymaker.core.ownership.RunId;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The book of resources known from the journal. Entries are never removed, only proven gone.
 *
 * <p>News may come in any order: the time at which it happened decides, as in the table of {@link
 * LedgerNews}. A run has one entry per id, whatever the id's case.
 *
 * <p>Every method joins the caller's transaction; see {@link io.haymaker.core.store.Transactions}.
 */
public interface Ledger {

  /**
   * Enters a resource, or leaves it as it is when it is known. One that was thought deleted and is
   * seen again exists again.
   *
   * @return true when it was not known before
   */
  default boolean created(RunId run, ResourceId id, Optional<ScenarioName> scenario, Instant at) {
    return note(run, id, new LedgerNews.Seen(scenario, at));
  }

  /** Notes that its agent says it is deleted; enters it first when it is not known. */
  default void reportedDeleted(
      RunId run, ResourceId id, Optional<ScenarioName> scenario, Instant at) {
    note(run, id, new LedgerNews.ReportedDeleted(scenario, at));
  }

  /** Notes failed attempts to delete it, adding to those known; enters it when it is not known. */
  default void deletionFailed(RunId run, ResourceId id, int attempts, String error, Instant at) {
    note(run, id, new LedgerNews.DeletionFailed(attempts, error, at));
  }

  /**
   * Notes that a deletion of ours was done, after so many attempts in all, which are added to those
   * known; enters it when it is not known.
   */
  default void forceDeleted(RunId run, ResourceId id, int attempts, Instant at) {
    note(run, id, new LedgerNews.ForceDeleted(attempts, at));
  }

  /**
   * Notes the proof that it is gone; enters it when it is not known. It counts as forced when it
   * was {@code FORCE_DELETED} before, and stays so however often this is repeated. A proof older
   * than the last sighting proves nothing and is left out.
   */
  default void gone(RunId run, ResourceId id, Instant at) {
    note(run, id, new LedgerNews.ProvenGone(at));
  }

  /**
   * Applies news to the entry of a resource, or makes its first entry of them.
   *
   * @return true when it was not known before
   */
  boolean note(RunId run, ResourceId id, LedgerNews news);

  /** The runs of which some entry is not proven gone. */
  Set<RunId> unproven();

  /** All entries of a run, in the order of their creation. */
  List<LedgerEntry> ofRun(RunId run);
}

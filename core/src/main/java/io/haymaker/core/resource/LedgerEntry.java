package io.haymaker.core.resource;

import io.haymaker.core.ownership.RunId;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.Optional;

/**
 * A resource that a run is known to have made, and what became of it.
 *
 * @param scenario empty when it was found by its run tag and no scenario could be told
 * @param createdAt when it was reported, or first found
 * @param state what is known of it
 * @param changedAt when {@code state} was last set
 * @param attempts deletion attempts, the agent's and ours
 * @param error why the last attempt failed
 * @param forced true when it is gone because we deleted it, not its agent
 */
public record LedgerEntry(
    RunId run,
    ResourceId id,
    Optional<ScenarioName> scenario,
    Instant createdAt,
    State state,
    Instant changedAt,
    int attempts,
    Optional<String> error,
    boolean forced) {

  /** What is known of a resource. Only {@link #GONE} is proof. */
  public enum State {
    /** Reported or found; nobody says that it was deleted. */
    EXISTS,
    /** Its agent says that it deleted it. Not proven. */
    REPORTED_DELETED,
    /** Someone tried to delete it and could not. */
    DELETION_FAILED,
    /** We deleted it and the service said so. Not proven. */
    FORCE_DELETED,
    /** A direct read answered 404 and the inventory no longer lists it. */
    GONE
  }

  public boolean isGone() {
    return state == State.GONE;
  }
}

package io.haymaker.core.cleanup;

import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of everything that a run made.
 *
 * @param totalResourcesExpected all that were known or found
 * @param totalResourcesDeleted those proven gone
 * @param deletions one per resource that we had to delete, or failed to
 * @param remainingResources what is still there
 * @param servicePrincipalsDeleted display names of the identities read back as gone
 */
public record CleanupReport(
    RunId runId,
    Status status,
    int totalResourcesExpected,
    int totalResourcesDeleted,
    List<Deletion> deletions,
    List<Remaining> remainingResources,
    List<String> servicePrincipalsDeleted,
    boolean hasFailures) {

  public CleanupReport {
    deletions = List.copyOf(deletions);
    remainingResources = List.copyOf(remainingResources);
    servicePrincipalsDeleted = List.copyOf(servicePrincipalsDeleted);
  }

  /** The verdict of a cleanup. */
  public enum Status {
    /** The agents left nothing. */
    VERIFIED,
    /** Something remains, or could not be looked at. */
    VERIFICATION_FAILED,
    /** Some deletions failed, others did not. */
    PARTIAL_FAILURE,
    /** The agents left something, and all of it was deleted. */
    FORCE_DELETION_COMPLETE;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A deletion of ours.
   *
   * @param status {@code deleted} or {@code failed}
   */
  public record Deletion(
      String resourceId,
      String resourceType,
      String status,
      int attempts,
      Optional<String> error,
      Optional<Instant> deletedAt) {}

  /**
   * A resource that is still there, or kept by its service, or not proven gone.
   *
   * @param scenarioName empty when no scenario can be told
   * @param createdAt when it was made, as the cloud tells; else when it was first known
   * @param tags as it has them; empty too when it could not be read
   * @param attempts how often its agent and we tried to delete it
   * @param lastError why the last attempt failed
   * @param reason why it remains
   */
  public record Remaining(
      String resourceId,
      String resourceType,
      String resourceName,
      String scenarioName,
      Optional<Instant> createdAt,
      Map<String, String> tags,
      int attempts,
      Optional<String> lastError,
      String reason) {

    public Remaining {
      // A report that an earlier version stored has none.
      tags = Map.copyOf(Objects.requireNonNullElse(tags, Map.of()));
    }
  }
}

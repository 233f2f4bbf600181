package io.haymaker.core.run;

import io.haymaker.core.cleanup.CleanupReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The report of a run, field by field as outside readers get it (in snake_case). Written once, when
 * the run is over.
 */
public record RunReport(
    String runId,
    String status,
    Optional<String> reason,
    Optional<String> message,
    String phase,
    String simulationSize,
    long seed,
    Instant startedAt,
    Optional<Instant> endedAt,
    List<Scenario> scenarios,
    int totalResources,
    int totalServicePrincipals,
    CleanupVerification cleanupVerification,
    CleanupReport cleanupReport,
    Audit audit,
    List<Mishap> errors) {

  public RunReport {
    scenarios = List.copyOf(scenarios);
    errors = List.copyOf(errors);
  }

  /**
   * One scenario.
   *
   * @param status {@code pending | running | completed | failed | cleanup_complete}
   * @param cleanupStatus {@code pending | in_progress | complete | failed}
   */
  public record Scenario(
      String scenarioName,
      String technologyArea,
      String agentId,
      Optional<String> spName,
      Optional<String> spId,
      Optional<String> containerAppResourceId,
      String status,
      Optional<String> result,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      int resourcesCreated,
      int resourcesDeletedByAgent,
      int resourcesForceDeleted,
      int resourcesRemaining,
      String cleanupStatus,
      Optional<String> error) {}

  /** The cleanup in four numbers. */
  public record CleanupVerification(
      int expectedDeleted, int actuallyDeleted, int forcedDeletions, int deletionFailures) {}

  /** What the audit's own reads counted. */
  public record Audit(
      int resourcesRemaining,
      int containersRemaining,
      int servicePrincipalsRemaining,
      int roleAssignmentsRemaining,
      int secretsRemaining,
      List<String> couldNotLook,
      List<String> remaining) {
    public Audit {
      couldNotLook = List.copyOf(couldNotLook);
      remaining = List.copyOf(remaining);
    }
  }

  /**
   * Something that went wrong: the run itself, or a scenario of it.
   *
   * @param scenarioName empty when it is about the run
   */
  public record Mishap(
      Instant timestamp, String errorCode, String message, String scenarioName, String phase) {}
}

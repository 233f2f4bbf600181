package io.haymaker.core.run;

import static io.haymaker.core.run.Plans.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.CleanupReport;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerEntry.State;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report's words for every way in which a run and its resources can end. */
final class RunReporterTest {
  private static final Run OVER =
      Plans.in(Phase.REPORTING)
          .concluded(new Conclusion.Completed())
          .movedTo(Phase.COMPLETED, NOON);
  private static final Optional<AuditReport> ZEROS = audit(List.of(), List.of());

  private static Optional<AuditReport> audit(List<String> resources, List<String> couldNotLook) {
    return Optional.of(
        new AuditReport(NOON, resources, List.of(), List.of(), List.of(), List.of(), couldNotLook));
  }

  private static LedgerEntry entry(State state, boolean forced) {
    return new LedgerEntry(
        OVER.id(),
        ResourceId.of("/subscriptions/s1/resourceGroups/g/providers/A.B/c/" + state + forced),
        Optional.of(new ScenarioName("web")),
        NOON,
        state,
        NOON,
        1,
        state == State.DELETION_FAILED ? Optional.of("Conflict: in use") : Optional.empty(),
        forced);
  }

  private static CleanupReport cleanup(Optional<AuditReport> audit, LedgerEntry... book) {
    return RunReporter.report(OVER, List.of(), List.of(book), audit).cleanupReport();
  }

  @Test
  void everyVerdictOfACleanup() {
    var gone = entry(State.GONE, false);
    var forced = entry(State.GONE, true);
    var failed = entry(State.DELETION_FAILED, false);

    assertThat(cleanup(ZEROS, gone).status()).isEqualTo(CleanupReport.Status.VERIFIED);
    assertThat(cleanup(ZEROS, gone, forced).status())
        .isEqualTo(CleanupReport.Status.FORCE_DELETION_COMPLETE);
    assertThat(cleanup(ZEROS, forced, failed).status())
        .isEqualTo(CleanupReport.Status.PARTIAL_FAILURE);
    assertThat(cleanup(ZEROS, failed).status()).isEqualTo(CleanupReport.Status.VERIFICATION_FAILED);
    assertThat(cleanup(audit(List.of(), List.of("principals: 403")), gone).status())
        .isEqualTo(CleanupReport.Status.VERIFICATION_FAILED);
    assertThat(cleanup(audit(List.of("/x"), List.of()), gone).status())
        .isEqualTo(CleanupReport.Status.VERIFICATION_FAILED);
    assertThat(cleanup(ZEROS, failed).hasFailures()).isTrue();
    assertThat(CleanupReport.Status.PARTIAL_FAILURE.wireName()).isEqualTo("partial_failure");
  }

  @Test
  void aCleanupThatCouldNotLookIsNotVerifiedWhateverTheAuditSays() {
    Run blind =
        Plans.in(Phase.CLEANUP)
            .cleaned(new CleanupProgress(1, NOON, List.of(), List.of("inventory: 500"), false));

    assertThat(RunReporter.report(blind, List.of(), List.of(), ZEROS).cleanupReport().status())
        .isEqualTo(CleanupReport.Status.VERIFICATION_FAILED);
    assertThat(RunReporter.report(blind, List.of(), List.of(), ZEROS).audit().couldNotLook())
        .containsExactly("inventory: 500");
  }

  @ParameterizedTest
  @CsvSource({
    "EXISTS, nobody deleted it",
    "REPORTED_DELETED, its agent says it is deleted; not proven",
    "DELETION_FAILED, Conflict: in use",
    "FORCE_DELETED, deleted; not proven"
  })
  void whatRemainsIsToldWithItsReason(State state, String reason) {
    assertThat(cleanup(ZEROS, entry(state, false)).remainingResources())
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).isEqualTo(reason));
  }

  @Test
  void whatRemainsIsToldInFullByTheBookTheLastRoundAndTheThingItself() {
    LedgerEntry failed = entry(State.DELETION_FAILED, false);
    ResourceId id = failed.id();
    Run run =
        Plans.in(Phase.REPORTING)
            .cleaned(
                new CleanupProgress(
                    1, NOON, List.of(id + ", locked by keep, which is not ours"), List.of(), true));
    var itself =
        new Resource(
            id,
            Map.of("team", "blue"),
            Optional.empty(),
            Set.of(),
            new Resource.Traits(Optional.of(NOON.minusSeconds(60)), Optional.empty()));

    CleanupReport report =
        RunReporter.report(run, List.of(), List.of(failed), ZEROS, Map.of(id, itself))
            .cleanupReport();

    assertThat(report.remainingResources())
        .containsExactly(
            new CleanupReport.Remaining(
                id.value(),
                "a.b/c",
                id.name(),
                "web",
                Optional.of(NOON.minusSeconds(60)),
                Map.of("team", "blue"),
                1,
                Optional.of("Conflict: in use"),
                "locked by keep, which is not ours"));
  }

  @Test
  void whatOnlyTheAuditSawIsToldToo() {
    LedgerEntry gone = entry(State.GONE, false);
    String unknown = "/subscriptions/s1/resourceGroups/g/providers/A.B/c/unknown";

    CleanupReport report =
        cleanup(audit(List.of("soft-deleted " + gone.id(), unknown), List.of()), gone);

    assertThat(report.remainingResources())
        .extracting(CleanupReport.Remaining::resourceId, CleanupReport.Remaining::reason)
        .containsExactly(
            tuple(gone.id().value(), "it was gone, and the audit saw it again"),
            tuple(unknown, "the audit saw it"));
  }

  @Test
  void everyStatusOfAScenario() {
    Run run = Plans.in(Phase.MONITORING);
    var running = Plans.running(run, "web");
    var lost = running.ended(ScenarioRun.Result.LOST, Optional.of("gone"), NOON);
    var well = running.ended(ScenarioRun.Result.SUCCEEDED, Optional.empty(), NOON);
    var planned = Plans.planned(run, "web");
    var failed = planned.provisioningFailed("no", NOON);

    assertThat(status(run, planned)).isEqualTo("pending/pending");
    assertThat(status(run, running)).isEqualTo("running/pending");
    assertThat(status(run, well)).isEqualTo("completed/pending");
    assertThat(status(run, lost)).isEqualTo("failed/pending");
    assertThat(status(run, failed)).isEqualTo("failed/pending");
    assertThat(status(run, failed.at(Stage.UNDONE))).isEqualTo("failed/pending");
    assertThat(status(run, planned.at(Stage.SKIPPED))).isEqualTo("pending/pending");
    var stopped = running.ended(ScenarioRun.Result.STOPPED, Optional.empty(), NOON);
    assertThat(status(OVER, stopped)).isEqualTo("cleanup_complete/complete");
    assertThat(status(Plans.in(Phase.CLEANUP), well)).isEqualTo("completed/in_progress");
    assertThat(status(OVER, well)).isEqualTo("cleanup_complete/complete");
    assertThat(status(OVER, well, entry(State.EXISTS, false))).isEqualTo("completed/failed");
  }

  private static String status(Run run, ScenarioRun scenario, LedgerEntry... book) {
    var line =
        RunReporter.report(run, List.of(scenario), List.of(book), Optional.empty())
            .scenarios()
            .getFirst();
    return line.status() + "/" + line.cleanupStatus();
  }

  @Test
  void identitiesCountAsGoneOnlyWhenTheAuditSawThatTheyAre() {
    var scenario = Plans.running(OVER, "web");
    var remaining =
        Optional.of(
            new AuditReport(
                NOON,
                List.of(),
                List.of(),
                List.of("APPLICATION AzureHayMaker-web-admin"),
                List.of(),
                List.of(),
                List.of()));

    assertThat(identities(scenario, ZEROS)).containsExactly("AzureHayMaker-web-admin");
    assertThat(identities(scenario, remaining)).isEmpty();
    assertThat(identities(scenario, Optional.empty())).isEmpty();
    assertThat(identities(scenario, audit(List.of(), List.of("principals: 403")))).isEmpty();
  }

  private static List<String> identities(ScenarioRun scenario, Optional<AuditReport> audit) {
    return RunReporter.report(OVER, List.of(scenario), List.of(), audit)
        .cleanupReport()
        .servicePrincipalsDeleted();
  }

  @Test
  void conclusionsFollowTheAuditFirst() {
    Run run = Plans.in(Phase.CLEANUP);
    var ran = List.of(Plans.running(run, "web"));
    var blind = new CleanupProgress(3, NOON, List.of("disk, not proven gone"), List.of(), false);

    assertThat(RunConcluder.conclude(run, ran, ZEROS.orElseThrow()).failureReason()).isEmpty();
    assertThat(RunConcluder.conclude(run, List.of(), ZEROS.orElseThrow()).failureReason())
        .contains(Conclusion.Reason.NOTHING_PROVISIONED);
    assertThat(RunConcluder.conclude(run.cancelled(NOON), List.of(), ZEROS.orElseThrow()).status())
        .isEqualTo("completed");
    assertThat(RunConcluder.conclude(run.cleaned(blind), ran, ZEROS.orElseThrow()).failureReason())
        .contains(Conclusion.Reason.COULD_NOT_LOOK);
    assertThat(
            RunConcluder.conclude(
                run, ran, audit(List.of("/x", "/y"), List.of("roles: 403")).orElseThrow()))
        .isEqualTo(
            new Conclusion.Failed(
                Conclusion.Reason.LEFTOVERS, "2 things remain; they are listed in the report."));
  }
}

package io.haymaker.azure.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.Directory.Application;
import io.haymaker.core.identity.Directory.DirectoryObject;
import io.haymaker.core.identity.Directory.Kind;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.emulator.fault.FaultRule;
import io.haymaker.scenario.ScenarioName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntraDirectoryIT {

  @TempDir static Path data;
  private static EmulatedAzure azure;

  private final RunId run = RunId.random();
  private final Owner owner = EmulatedAzure.owner(run);
  private final IdentityPlan plan =
      new IdentityPlan(owner, "AzureHayMaker-web-admin", "haymaker-web-" + run, "s", List.of());
  private Directory directory;

  @BeforeAll
  static void start() {
    azure = EmulatedAzure.in(data);
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @BeforeEach
  void take() {
    directory = azure.cloud().directory();
  }

  @AfterEach
  void heal() {
    azure.heal();
  }

  @Test
  void anIdentityIsMadeOnceHoweverOftenItIsAskedFor() {
    Application app = value(directory.ensureApplication(plan));
    String principal = value(directory.ensureServicePrincipal(app, plan));

    assertThat(value(directory.ensureApplication(plan))).isEqualTo(app);
    assertThat(value(directory.ensureServicePrincipal(app, plan))).isEqualTo(principal);
    assertThat(app.displayName()).isEqualTo("AzureHayMaker-web-admin");
    assertThat(ours())
        .extracting(DirectoryObject::kind, DirectoryObject::objectId, DirectoryObject::deleted)
        .containsExactlyInAnyOrder(
            tuple(Kind.APPLICATION, app.objectId(), false),
            tuple(Kind.SERVICE_PRINCIPAL, principal, false));
    assertThat(items(directory.list(EmulatedAzure.OURS, Optional.of(RunId.random())))).isEmpty();
    assertThat(items(directory.list(EmulatedAzure.OURS, Optional.empty()))).hasSizeGreaterThan(1);
    assertThat(
            items(azure.cloud().audit().principals(AuditReads.Scope.of(EmulatedAzure.OURS, run))))
        .extracting(AuditReads.Principal::objectId)
        .containsExactlyInAnyOrder(app.objectId(), principal);
  }

  @Test
  void aLostAnswerIsUnknownAndTheRepetitionFindsWhatWasMade() {
    azure.loseNext("PATCH", "/graph/v1.0/applications**");
    assertThat(directory.ensureApplication(plan)).isInstanceOf(Outcome.Unknown.class);
    Application app = value(directory.ensureApplication(plan));

    azure.loseNext("POST", "/graph/v1.0/servicePrincipals");
    assertThat(directory.ensureServicePrincipal(app, plan)).isInstanceOf(Outcome.Unknown.class);
    assertThat(directory.ensureServicePrincipal(app, plan).isDone()).isTrue();
    assertThat(ours()).hasSize(2);
  }

  @Test
  void aSecretReplacesEveryOther() {
    Application app = value(directory.ensureApplication(plan));
    directory.ensureServicePrincipal(app, plan);
    String scope = "/subscriptions/" + azure.subscription();

    azure.loseNext("POST", "/graph/v1.0/applications/*/addPassword");
    assertThat(directory.replaceSecret(app, azure.tomorrow(), 1))
        .isInstanceOf(Outcome.Unknown.class);
    SecretValue first = value(directory.replaceSecret(app, azure.tomorrow(), 1));
    SecretValue second = value(directory.replaceSecret(app, azure.tomorrow(), 1));

    assertThat(first.reveal()).isNotEqualTo(second.reveal());
    assertThat(azure.cloud().probe().tryOut(app.clientId(), first, scope))
        .isInstanceOf(Look.Absent.class);
    assertThat(azure.cloud().probe().tryOut(app.clientId(), new SecretValue("wrong"), scope))
        .isInstanceOf(Look.Absent.class);
  }

  @Test
  void whatIsDeletedIsPurgedToo() {
    Application app = value(directory.ensureApplication(plan));
    directory.ensureServicePrincipal(app, plan);
    DirectoryObject application =
        ours().stream().filter(o -> o.kind() == Kind.APPLICATION).findFirst().orElseThrow();

    assertThat(directory.delete(application)).isEqualTo(Outcome.done(Removal.REMOVED));

    assertThat(ours()).isEmpty();
    assertThat(
            items(azure.cloud().audit().principals(AuditReads.Scope.of(EmulatedAzure.OURS, run))))
        .isEmpty();
    assertThat(directory.delete(application)).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
  }

  @Test
  void whatOnlyIsSoftDeletedIsListedAndPurged() {
    Application app = value(directory.ensureApplication(plan));
    directory.ensureServicePrincipal(app, plan);
    azure.failNext(2, "DELETE", "/graph/v1.0/directory/deletedItems/*", 503, "ServiceUnavailable");
    List<DirectoryObject> before = ours();
    before.forEach(object -> assertThat(directory.delete(object)).isInstanceOf(Outcome.Busy.class));

    List<DirectoryObject> deleted = ours();
    assertThat(deleted).hasSize(2).allMatch(DirectoryObject::deleted);
    assertThat(
            items(azure.cloud().audit().principals(AuditReads.Scope.of(EmulatedAzure.OURS, run))))
        .hasSize(2)
        .allMatch(principal -> principal.description().startsWith("soft-deleted"));

    deleted.forEach(object -> assertThat(directory.delete(object).isDone()).isTrue());
    assertThat(ours()).isEmpty();
  }

  @Test
  void anApplicationOfAnotherInstallationIsRefused() {
    var theirs = new Owner(new InstallationId("somebody-else"), run, new ScenarioName("web"));
    directory.ensureApplication(
        new IdentityPlan(theirs, plan.displayName(), plan.uniqueName(), "s", List.of()));

    assertThat(directory.ensureApplication(plan).obstacle()).get().matches(p -> p.is("NotOurs"));
  }

  @Test
  void aThrottledCallIsBusyWithTheWaitThatWasAskedFor() {
    azure.fault(
        "PATCH",
        "/graph/v1.0/applications**",
        new FaultRule.Effect.Throttle(Duration.ofSeconds(9)),
        1);

    Outcome<Application> outcome = directory.ensureApplication(plan);

    assertThat(outcome).isInstanceOf(Outcome.Busy.class);
    assertThat(((Outcome.Busy<Application>) outcome).retryAfter()).contains(Duration.ofSeconds(9));
  }

  @Test
  void aListingThatFailsIsNotEmpty() {
    azure.failNext(3, "GET", "/graph/v1.0/directory/deletedItems/**", 500, "InternalServerError");

    assertThat(directory.list(EmulatedAzure.OURS, Optional.of(run)))
        .isInstanceOf(Listing.CouldNotLook.class);
  }

  private List<DirectoryObject> ours() {
    return items(directory.list(EmulatedAzure.OURS, Optional.of(run)));
  }

  private static <T> T value(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  private static <T> List<T> items(Listing<T> listing) {
    assertThat(listing).isInstanceOf(Listing.Complete.class);
    return ((Listing.Complete<T>) listing).items();
  }
}

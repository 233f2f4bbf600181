package io.haymaker.azure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.identity.Directory.Application;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.RoleAssignments.RoleAssignment;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.OwnerMark;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmRoleAssignmentsIT {

  @TempDir static Path data;
  private static EmulatedAzure azure;
  private static Application application;
  private static Owner owner;
  private static String principal;
  private static SecretValue secret;
  private static ResourceId group;
  private static ResourceId otherGroup;

  private RoleAssignments roles;

  @BeforeAll
  static void start() {
    azure = EmulatedAzure.in(data);
    owner = EmulatedAzure.owner(RunId.random());
    var plan = new IdentityPlan(owner, "AzureHayMaker-web-admin", "u-roles", "s", List.of());
    application = value(azure.cloud().directory().ensureApplication(plan));
    principal = value(azure.cloud().directory().ensureServicePrincipal(application, plan));
    secret = value(azure.cloud().directory().replaceSecret(application, azure.tomorrow(), 1));
    group = value(azure.cloud().groups().ensure("roles-a", "westeurope", owner.tags()));
    otherGroup = value(azure.cloud().groups().ensure("roles-b", "westeurope", owner.tags()));
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @BeforeEach
  void take() {
    roles = azure.cloud().roles();
  }

  @AfterEach
  void takeAway() {
    azure.heal();
    items(roles.ofPrincipal(principal)).forEach(held -> roles.remove(held.id()));
  }

  @Test
  void isFoundByItsRunWhenNobodyKnowsItsPrincipalAnyMore() {
    String gone = UUID.randomUUID().toString();
    var grant = new RoleGrant("Reader", group.value());
    RoleAssignment given = value(roles.ensure(gone, grant, owner));
    assertThat(items(roles.ofRun(owner.installation(), owner.run()))).contains(given);
    assertThat(items(roles.ofRun(owner.installation(), RunId.random()))).isEmpty();
    assertThat(items(azure.cloud().audit().roleAssignments()))
        .filteredOn(
            seen -> OwnerMark.carries(seen.description(), owner.installation(), owner.run()))
        .extracting(AuditReads.Assignment::principalId)
        .contains(gone);
    assertThat(value(roles.remove(given.id()))).isEqualTo(Removal.REMOVED);
  }

  @Test
  void aRoleIsGivenOnceWorksInItsScopeAndIsTakenAway() {
    var grant = new RoleGrant("Contributor", group.value());
    assertThat(tryOut(group)).isEqualTo(Look.absent());

    RoleAssignment given = value(roles.ensure(principal, grant, owner));

    assertThat(value(roles.ensure(principal, grant, owner)).id()).isEqualToIgnoringCase(given.id());
    assertThat(items(roles.ofPrincipal(principal)))
        .singleElement()
        .matches(held -> held.id().equalsIgnoreCase(given.id()))
        .matches(held -> held.scope().equalsIgnoreCase(group.value()));
    assertThat(tryOut(group)).isEqualTo(Look.found(true));
    assertThat(tryOut(otherGroup)).isEqualTo(Look.absent());
    assertThat(items(azure.cloud().audit().roleAssignments()))
        .extracting(AuditReads.Assignment::principalId)
        .contains(principal);

    assertThat(roles.remove(given.id())).isEqualTo(Outcome.done(Removal.REMOVED));
    assertThat(roles.remove(given.id())).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
    assertThat(items(roles.ofPrincipal(principal))).isEmpty();
  }

  @Test
  void rolesAreKnownByNameGuidAndId() {
    String guid = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    RoleAssignment byName =
        value(roles.ensure(principal, new RoleGrant("reader", group.value()), owner));
    RoleAssignment byGuid =
        value(roles.ensure(principal, new RoleGrant(guid, group.value()), owner));
    RoleAssignment byId =
        value(
            roles.ensure(
                principal,
                new RoleGrant(
                    "/providers/Microsoft.Authorization/roleDefinitions/" + guid, group.value()),
                owner));

    assertThat(byGuid.id()).isEqualToIgnoringCase(byName.id());
    assertThat(byId.id()).isEqualToIgnoringCase(byName.id());
    assertThat(
            roles.ensure(principal, new RoleGrant("No Such Role", group.value()), owner).obstacle())
        .get()
        .matches(problem -> problem.is("RoleNotFound"));
  }

  @Test
  void aRightThatSomebodyElseGaveIsGoodEnough() {
    azure.put(
        group
            + "/providers/Microsoft.Authorization/roleAssignments/11111111-2222-4333-8444-555555555555",
        "2022-04-01",
        """
        {"properties":{"principalId":"%s","principalType":"ServicePrincipal","roleDefinitionId":
          "/subscriptions/%s/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c"}}
        """
            .formatted(principal, azure.subscription()));

    assertThat(
            value(roles.ensure(principal, new RoleGrant("Contributor", group.value()), owner)).id())
        .endsWith("11111111-2222-4333-8444-555555555555");
  }

  @Test
  void aPrincipalThatHasNotReplicatedIsBusyAndALostAnswerUnknown() {
    var grant = new RoleGrant("Contributor", group.value());
    azure.failNext(1, "PUT", "**/roleAssignments/*", 400, "PrincipalNotFound");
    assertThat(roles.ensure(principal, grant, owner)).isInstanceOf(Outcome.Busy.class);

    azure.heal();
    azure.loseNext("PUT", "**/roleAssignments/*");
    assertThat(roles.ensure(principal, grant, owner)).isInstanceOf(Outcome.Unknown.class);
    assertThat(roles.ensure(principal, grant, owner).isDone()).isTrue();
    assertThat(items(roles.ofPrincipal(principal))).hasSize(1);
  }

  @Test
  void aListingThatFailsIsNotEmpty() {
    azure.failNext(9, "GET", "**/roleAssignments", 500, "InternalServerError");

    assertThat(roles.ofPrincipal(principal)).isInstanceOf(Listing.CouldNotLook.class);
    assertThat(azure.cloud().audit().roleAssignments()).isInstanceOf(Listing.CouldNotLook.class);
  }

  private static Look<Boolean> tryOut(ResourceId scope) {
    return azure.cloud().probe().tryOut(application.clientId(), secret, scope.value());
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

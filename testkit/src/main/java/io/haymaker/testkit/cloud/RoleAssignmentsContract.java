package io.haymaker.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.RoleAssignments.RoleAssignment;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.scenario.ScenarioName;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose roles are found by their marks. Their principals need not be there. */
public abstract class RoleAssignmentsContract {
  private final InstallationId us = new InstallationId("ours-" + shortly());
  private final InstallationId them = new InstallationId("theirs-" + shortly());

  private static String shortly() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  protected abstract RoleAssignments roles();

  /** The id of a group that is there. */
  protected abstract String scope();

  private String given(InstallationId installation, RunId run) {
    var owner = new Owner(installation, run, new ScenarioName("web"));
    Outcome<RoleAssignment> made =
        roles().ensure(UUID.randomUUID().toString(), new RoleGrant("Reader", scope()), owner);
    assertThat(made).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<RoleAssignment>) made).value().principalId();
  }

  private static List<String> principals(Listing<RoleAssignment> listing) {
    assertThat(listing).isInstanceOf(Listing.Complete.class);
    return ((Listing.Complete<RoleAssignment>) listing)
        .items().stream().map(RoleAssignment::principalId).toList();
  }

  @Test
  void anInstallationsRolesAreThoseOfAllItsRunsAndOfNobodyElse() {
    String one = given(us, RunId.random());
    String two = given(us, RunId.random());
    String theirs = given(them, RunId.random());

    assertThat(principals(roles().ofInstallation(us))).containsExactlyInAnyOrder(one, two);
    assertThat(principals(roles().ofInstallation(them))).containsExactly(theirs);
  }

  @Test
  void aRunsRolesAreItsOwn() {
    RunId run = RunId.random();
    String one = given(us, run);
    given(us, RunId.random());
    given(them, run);

    assertThat(principals(roles().ofRun(us, run))).containsExactly(one);
  }

  @Test
  void whatIsRemovedIsListedNoMore() {
    given(us, RunId.random());
    var held = (Listing.Complete<RoleAssignment>) roles().ofInstallation(us);
    held.items().forEach(role -> assertThat(roles().remove(role.id()).isDone()).isTrue());

    assertThat(principals(roles().ofInstallation(us))).isEmpty();
  }
}

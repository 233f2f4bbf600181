package io.haymaker.azure.validation;

import static io.haymaker.azure.validation.ChecksWorld.GROUP;
import static io.haymaker.azure.validation.ChecksWorld.SMALL;
import static io.haymaker.azure.validation.ChecksWorld.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.EmulatedAzure;
import io.haymaker.azure.validation.ChecksWorld.Seen;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.validation.Check.Finding;
import io.haymaker.core.validation.Check.Verdict;
import io.haymaker.core.validation.Undertaking;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each dependency is broken in turn: its line fails, says what to do, and nothing was made. */
class ChecksIT {
  @TempDir static Path data;
  private static ChecksWorld world;
  private int asked;

  @BeforeAll
  static void start() {
    world = new ChecksWorld(data);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void count() {
    asked = world.azure().requests().size();
  }

  @AfterEach
  void heal() {
    world.azure().heal();
  }

  private void assertOnlyFails(Seen seen, String check) {
    assertThat(seen.that(Verdict.FAILED)).containsExactly(check);
    assertThat(seen.of(check).whatToDo()).isNotBlank();
    assertThat(world.changes(asked)).isEmpty();
  }

  @Test
  void aHealthyCloudPassesAndNothingIsMade() {
    Seen seen = world.look();
    assertThat(seen.that(Verdict.PASSED))
        .containsExactlyInAnyOrder(
            "credential",
            "azure-permissions",
            "data-permissions",
            "graph-permissions",
            "subscription",
            "key-vault",
            "service-bus",
            "image",
            "network",
            "cost",
            "placement");
    assertThat(seen.that(Verdict.NOT_APPLICABLE))
        .containsExactlyInAnyOrder(
            "allowed-subscription", "inventory-subscriptions", "directory-quota");
    assertThat(seen.of("service-bus").message()).isEqualTo("a message was sent and received");
    assertThat(seen.of("cost").message()).contains("about 4.75 USD").contains("estimate");
    assertThat(world.changes(asked)).isEmpty();
  }

  @Test
  void rolesThatCannotBeReadFailWhatGoesByThem() {
    world
        .azure()
        .failNext(
            50,
            "GET",
            "/subscriptions/*/providers/Microsoft.Authorization/roleAssignments",
            403,
            "AuthorizationFailed");
    Seen seen = world.look();
    assertThat(seen.that(Verdict.FAILED))
        .containsExactlyInAnyOrder("azure-permissions", "data-permissions");
    assertThat(seen.of("data-permissions").whatToDo()).contains("at least Reader");
  }

  @ParameterizedTest
  @CsvSource({
    "/subscriptions/*/resourceGroups/checks, subscription",
    "/graph/v1.0/applications, graph-permissions",
    "/secrets, key-vault",
    "/subscriptions/*/providers/Microsoft.ServiceBus/namespaces, service-bus",
    "/subscriptions/*/resourceGroups/*/providers/Microsoft.Network/**, network",
    "/subscriptions/*/resourceGroups/*/providers/Microsoft.App/managedEnvironments/env/usages, placement",
    "/v2/**, image",
  })
  void aServiceThatRefusesFailsItsLineOnly(String path, String check) {
    world.azure().failNext(50, "GET", path, 403, "AuthorizationFailed");
    assertOnlyFails(world.look(), check);
  }

  @Test
  void aWrongSecretFailsTheCredential() {
    AzureCloud cloud =
        world.cloudAs(
            world.azure().emulator().info().clientId(), new SecretValue("not-the-secret"));
    Finding finding = look(cloud).of("credential");
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.message()).contains("AADSTS7000215").doesNotContain("not-the-secret");
    assertThat(finding.whatToDo()).contains("MAIN_SP_CLIENT_SECRET");
    assertThat(world.changes(asked)).isEmpty();
  }

  private Seen look(AzureCloud cloud) {
    return world.look(cloud, world.containers(), SMALL, List.of());
  }

  @Test
  void missingPermissionsAreNamed() {
    Owner owner = EmulatedAzure.owner(RunId.random());
    var plan = new IdentityPlan(owner, "AzureHayMaker-web-admin", "u-checks", "s", List.of());
    Directory directory = world.azure().cloud().directory();
    RoleAssignments roles = world.azure().cloud().roles();
    Directory.Application application = value(directory.ensureApplication(plan));
    String principal = value(directory.ensureServicePrincipal(application, plan));
    SecretValue secret = value(directory.replaceSecret(application, world.azure().tomorrow(), 1));
    String subscription = "/subscriptions/" + world.azure().subscription();
    AzureCloud limited = world.cloudAs(application.clientId(), secret);

    value(roles.ensure(principal, new RoleGrant("Reader", subscription), owner));
    Finding asReader = look(limited).of("azure-permissions");
    assertThat(asReader.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(asReader.message())
        .contains("Microsoft.App/jobs/write")
        .contains("Microsoft.Resources/subscriptions/resourceGroups/delete")
        .contains("Microsoft.Authorization/roleAssignments/write")
        .doesNotContain("/read");

    String group = subscription + "/resourceGroups/" + GROUP;
    value(roles.ensure(principal, new RoleGrant("Contributor", group), owner));
    assertThat(look(limited).of("azure-permissions").message())
        .doesNotContain("Microsoft.App/jobs/write")
        .contains("Microsoft.Resources/subscriptions/resourceGroups/write");

    value(roles.ensure(principal, new RoleGrant("Contributor", subscription), owner));
    assertThat(look(limited).of("azure-permissions").message())
        .isEqualTo(
            "missing: Microsoft.Authorization/roleAssignments/write,"
                + " Microsoft.Authorization/roleAssignments/delete,"
                + " Microsoft.Authorization/locks/delete");

    value(roles.ensure(principal, new RoleGrant("User Access Administrator", subscription), owner));
    assertThat(look(limited).of("azure-permissions").verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void missingDataActionsAreNamedAndTheBusTellsWhichWayIsShut() {
    Owner owner = EmulatedAzure.owner(RunId.random());
    var plan = new IdentityPlan(owner, "AzureHayMaker-data-admin", "u-data", "s", List.of());
    Directory directory = world.azure().cloud().directory();
    RoleAssignments roles = world.azure().cloud().roles();
    Directory.Application application = value(directory.ensureApplication(plan));
    String principal = value(directory.ensureServicePrincipal(application, plan));
    SecretValue secret = value(directory.replaceSecret(application, world.azure().tomorrow(), 1));
    String subscription = "/subscriptions/" + world.azure().subscription();
    AzureCloud limited = world.cloudAs(application.clientId(), secret);

    value(roles.ensure(principal, new RoleGrant("Reader", subscription), owner));
    Seen asReader = look(limited);
    assertThat(asReader.of("data-permissions").message())
        .isEqualTo(
            "missing: Microsoft.KeyVault/vaults/secrets/getSecret/action,"
                + " Microsoft.KeyVault/vaults/secrets/setSecret/action,"
                + " Microsoft.KeyVault/vaults/secrets/readMetadata/action,"
                + " Microsoft.KeyVault/vaults/secrets/delete,"
                + " Microsoft.KeyVault/vaults/secrets/purge/action,"
                + " Microsoft.ServiceBus/namespaces/messages/send/action,"
                + " Microsoft.ServiceBus/namespaces/messages/receive/action");
    assertThat(asReader.of("service-bus").verdict()).isEqualTo(Verdict.FAILED);
    assertThat(asReader.of("service-bus").whatToDo()).contains("Data Sender");
    assertThat(asReader.of("key-vault").whatToDo()).contains("Key Vault Secrets Officer");

    value(
        roles.ensure(
            principal, new RoleGrant("Azure Service Bus Data Sender", subscription), owner));
    value(roles.ensure(principal, new RoleGrant("Key Vault Secrets Officer", subscription), owner));
    Seen asSender = look(limited);
    assertThat(asSender.of("data-permissions").message())
        .isEqualTo("missing: Microsoft.ServiceBus/namespaces/messages/receive/action");
    assertThat(asSender.of("service-bus").whatToDo()).contains("Data Receiver");

    value(
        roles.ensure(
            principal, new RoleGrant("Azure Service Bus Data Receiver", subscription), owner));
    Seen asBoth = look(limited);
    assertThat(asBoth.of("data-permissions").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(asBoth.of("service-bus").verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void everyOtherSubscriptionMustBeReadable() {
    var settings = EmulatedAzure.settings(world.azure().emulator().info());
    String mine = settings.subscription();
    assertThat(look(world.cloudOf(List.of(mine, mine))).of("inventory-subscriptions").verdict())
        .isEqualTo(Verdict.PASSED);
    String foreign = "99999999-9999-4999-8999-999999999999";
    Finding finding = look(world.cloudOf(List.of(mine, foreign))).of("inventory-subscriptions");
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.message()).contains(foreign);
    assertThat(finding.whatToDo()).contains("INVENTORY_SUBSCRIPTIONS");
  }

  @Test
  void anotherSubscriptionThanAllowedIsRefused() {
    AzureCloud cloud = world.azure().cloud();
    assertOnlyFails(
        world.look(cloud, world.containers(), SMALL, List.of("other")), "allowed-subscription");
    assertThat(
            world
                .look(cloud, world.containers(), SMALL, List.of(world.azure().subscription()))
                .of("allowed-subscription")
                .verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void aRunThatDoesNotFitNamesTheQuotaToAskFor() {
    Seen seen =
        world.look(
            world.azure().cloud(),
            world.containers(),
            new Undertaking(5, Duration.ofHours(1)),
            List.of());
    assertOnlyFails(seen, "placement");
    assertThat(seen.of("placement").whatToDo()).contains("at least 80");
  }

  @Test
  void anotherSubnetThanNamedIsRefused() {
    var elsewhere = world.containers(world.containers().environmentId(), "other");
    assertOnlyFails(world.look(world.azure().cloud(), elsewhere, SMALL, List.of()), "network");
  }

  @Test
  void aSubnetThatNothingRestrictsIsAWarning() {
    String group =
        "/subscriptions/%s/resourceGroups/%s".formatted(world.azure().subscription(), GROUP);
    String subnet = group + "/providers/Microsoft.Network/virtualNetworks/v/subnets/open";
    world
        .azure()
        .put(
            subnet,
            "2024-05-01",
            """
            {"properties":{"addressPrefix":"10.40.2.0/24","delegations":[
              {"name":"d","properties":{"serviceName":"Microsoft.App/environments"}}]}}
            """);
    String environment = group + "/providers/Microsoft.App/managedEnvironments/open";
    world
        .azure()
        .put(
            environment,
            "2025-01-01",
            """
            {"location":"westeurope","properties":{
              "vnetConfiguration":{"infrastructureSubnetId":"%s"},
              "workloadProfiles":[{"name":"agents","workloadProfileType":"E16",
                "minimumCount":0,"maximumCount":3}]}}
            """
                .formatted(subnet));
    Finding finding =
        world
            .look(world.azure().cloud(), world.containers(environment, "open"), SMALL, List.of())
            .of("network");
    assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(finding.whatToDo()).contains("route table");
  }
}

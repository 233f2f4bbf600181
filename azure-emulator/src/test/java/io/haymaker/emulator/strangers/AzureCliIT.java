package io.haymaker.emulator.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A session of the Azure CLI: registered and logged in once, then one part after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class AzureCliIT {
  private static final String NOWHERE = "00000000-0000-0000-0000-000000000001";

  @TempDir private static Path folder;
  private Path programs;
  private Emulator emulator;
  private EmulatorInfo info;
  private AzureCli az;
  private String group;

  @BeforeAll
  void start() throws IOException {
    programs = InstalledClients.programs("cli");
    emulator = StrangersCloud.start(folder.resolve("cloud"));
    info = emulator.info();
    az = new AzureCli(programs, Files.createDirectory(folder.resolve("me")), info);
    group = "/subscriptions/" + info.subscriptionId() + "/resourceGroups/strangers";
  }

  @AfterAll
  void stop() throws IOException {
    if (emulator != null) {
      emulator.close();
    }
  }

  private String login(String clientId, String secret) {
    return "login --service-principal -u %s -p %s --tenant %s"
        .formatted(clientId, secret, info.tenantId());
  }

  @Test
  @Order(1)
  void theCloudIsRegisteredAndTheClientLogsIn() throws Exception {
    az.does(
        "cloud register -n haymaker --endpoint-resource-manager %s --suffix-keyvault-dns %s"
            .formatted(
                info.armEndpoint(), info.keyVaultUrl().substring("https://localhost".length())));
    az.does("cloud set -n haymaker");
    assertThat(az.fails(1, "group list")).contains("Please run 'az login'");
    assertThat(az.fails(1, login(info.clientId(), "wrong"))).contains("AADSTS7000215");

    JsonNode account = az.shows(login(info.clientId(), info.clientSecret().reveal())).path(0);
    assertThat(account.path("id").asString()).isEqualTo(info.subscriptionId());
    assertThat(account.path("user").path("type").asString()).isEqualTo("servicePrincipal");
    assertThat(az.shows("account show").path("state").asString()).isEqualTo("Enabled");
    assertThat(az.does("account list-locations --query [0].name -o tsv")).isEqualTo("westeurope");
  }

  @Test
  @Order(2)
  void groupsResourcesTagsAndLocksAreWhatTheyAreInAzure() throws Exception {
    assertThat(
            az.does(
                "group create -n strangers -l westeurope --tags a=b"
                    + " --query properties.provisioningState -o tsv"))
        .isEqualTo("Succeeded");
    assertThat(az.does("group exists -n strangers")).isEqualTo("true");
    assertThat(az.does("group exists -n nowhere")).isEqualTo("false");
    assertThat(az.fails(3, "group show -n nowhere")).contains("(ResourceGroupNotFound)");
    assertThat(az.does("group list --tag a=b --query [].name -o tsv")).isEqualTo("strangers");

    String plan = group + "/providers/Microsoft.Web/serverfarms/plan";
    assertThat(az.does("resource create --properties {} --query id -o tsv --id " + plan))
        .isEqualTo(plan);
    assertThat(az.shows("resource tag --tags x=y --ids " + plan).path("tags"))
        .isEqualTo(Json.parse("{\"x\":\"y\"}"));
    assertThat(az.does("resource list --tag x=y --query [].name -o tsv")).isEqualTo("plan");
    assertThat(az.fails(3, "resource show --ids " + plan + "x")).contains("(ResourceNotFound)");
    assertThat(
            az.shows(
                "tag update --operation merge --tags c=d --query properties.tags --resource-id "
                    + plan))
        .isEqualTo(Json.parse("{\"x\":\"y\",\"c\":\"d\"}"));

    az.does("lock create -n keep --lock-type CanNotDelete -g strangers");
    assertThat(az.does("lock list -g strangers --query [].level -o tsv")).isEqualTo("CanNotDelete");
    assertThat(az.fails(1, "group delete -n strangers --yes")).contains("(ScopeLocked)");
    az.does("lock delete -n keep -g strangers");
  }

  @Test
  @Order(3)
  void aSubnetInUseStaysUntilWhatUsesItIsGone() throws Exception {
    assertThat(
            az.does(
                "network vnet create -g strangers -n net --address-prefix 10.0.0.0/16"
                    + " --subnet-name sub --subnet-prefix 10.0.0.0/24"
                    + " --query newVNet.subnets[0].name -o tsv"))
        .isEqualTo("sub");
    az.does("network nic create -g strangers -n nic --vnet-name net --subnet sub");
    String deletion = "network vnet subnet delete -g strangers --vnet-name net -n sub";
    assertThat(az.fails(1, deletion)).contains("(InUseSubnetCannotBeDeleted)");
    az.does("network nic delete -g strangers -n nic");
    az.does(deletion);
  }

  @Test
  @Order(4)
  void aPrincipalIsMadeForARoleAndMayDoNoMore() throws Exception {
    JsonNode made = az.shows("ad sp create-for-rbac -n robot --role Reader --scopes " + group);
    String appId = made.path("appId").asString();
    AzureCli robot = new AzureCli(programs, Files.createDirectory(folder.resolve("robot")), info);
    robot.knowsTheCloudsOf(az);
    emulator.cloud().clock().advance(Duration.ofSeconds(2));
    robot.does(login(appId, made.path("password").asString()));
    assertThat(robot.does("group list --query [].name -o tsv")).isEqualTo("strangers");
    assertThat(robot.fails(1, "group create -n mine -l westeurope"))
        .contains("(AuthorizationFailed)")
        .contains(appId);
    robot.does("logout");
    assertThat(robot.fails(1, "group list")).contains("Please run 'az login'");

    String assignments =
        "role assignment list --query [].roleDefinitionName -o tsv --scope " + group;
    assertThat(az.does(assignments)).isEqualTo("Reader");
    az.does("role assignment delete --assignee %s --scope %s".formatted(appId, group));
    assertThat(az.does(assignments)).isEmpty();
    az.does("ad app delete --id " + appId);
    assertThat(az.shows("ad sp list --display-name robot")).isEmpty();
  }

  @Test
  @Order(5)
  void applicationsAndPrincipalsAreMadeOneByOne() throws Exception {
    String appId = az.does("ad app create --display-name tool --query appId -o tsv");
    assertThat(az.does("ad sp create --query appId -o tsv --id " + appId)).isEqualTo(appId);
    assertThat(az.does("ad app credential reset --query password -o tsv --id " + appId))
        .hasSize(40);
    assertThat(az.fails(3, "ad sp show --id " + NOWHERE)).contains("does not exist");
    az.does("ad app delete --id " + appId);
    assertThat(az.fails(3, "ad app show --id " + appId)).contains("does not exist");
  }

  @Test
  @Order(6)
  void aSecretIsDeletedSoftlyAndPurged() throws Exception {
    String set = "keyvault secret set --vault-name localhost -n cli --query value -o tsv --value ";
    String show = "keyvault secret show --vault-name localhost -n cli --query value -o tsv";
    String deleted = "keyvault secret list-deleted --vault-name localhost --query [].name -o tsv";
    assertThat(az.does(set + "hello")).isEqualTo("hello");
    assertThat(az.does(show)).isEqualTo("hello");
    az.does("keyvault secret delete --vault-name localhost -n cli");
    assertThat(az.fails(3, show)).contains("(SecretNotFound)");
    az.comesToShow("cli", deleted);
    assertThat(az.fails(1, set + "again"))
        .contains("(Conflict)")
        .contains("ObjectIsDeletedButRecoverable");
    az.does("keyvault secret purge --vault-name localhost -n cli");
    az.comesToShow("", deleted);
  }

  @Test
  @Order(7)
  void aContainerAppsJobRuns() throws Exception {
    az.does("containerapp env create -g strangers -n env --logs-destination none");
    assertThat(
            az.does(
                "containerapp job create -g strangers -n job --environment env"
                    + " --trigger-type Manual --replica-timeout 60 --replica-retry-limit 0"
                    + " --image stranger/true:1 --cpu 0.25 --memory 0.5Gi"
                    + " --query properties.provisioningState -o tsv"))
        .isEqualTo("Succeeded");
    az.does("containerapp job start -g strangers -n job");
    az.comesToShow(
        "Succeeded",
        "containerapp job execution list -g strangers -n job"
            + " --query [].properties.status -o tsv");
    assertThat(az.fails(1, "containerapp env delete -g strangers -n env --yes"))
        .contains("(ManagedEnvironmentHasContainerAppsJobs)");
    az.does("containerapp job delete -g strangers -n job --yes");
    az.does("containerapp env delete -g strangers -n env --yes");
  }

  @Test
  @Order(8)
  void aNamespaceHasTopicsKeysAndMessages() throws Exception {
    assertThat(
            az.does(
                "servicebus namespace create -g strangers -n strangers-bus"
                    + " --query provisioningState -o tsv"))
        .isEqualTo("Succeeded");
    az.does("servicebus topic create -g strangers --namespace-name strangers-bus -n news");
    assertThat(
            az.fails(
                3, "servicebus topic show -g strangers --namespace-name strangers-bus -n olds"))
        .contains("(ResourceNotFound)");
    assertThat(
            az.does(
                "servicebus namespace authorization-rule keys list -g strangers"
                    + " --namespace-name strangers-bus -n RootManageSharedAccessKey"
                    + " --query primaryConnectionString -o tsv"))
        .startsWith("Endpoint=sb://strangers-bus.localhost:");

    String at = " -g haymaker-emulator --namespace-name haymaker-bus";
    az.does("servicebus topic create -n news" + at);
    az.does("servicebus topic subscription create --topic-name news -n reader" + at);
    az.does(
        "rest --method post --resource https://servicebus.azure.net --body {} --url "
            + info.bus().orElseThrow().httpsEndpoint()
            + "/news/messages");
    assertThat(
            az.does(
                "servicebus topic subscription show --topic-name news -n reader"
                    + " --query messageCount -o tsv"
                    + at))
        .isEqualTo("1");
  }

  @Test
  @Order(9)
  void resourceGraphAnswersAndSaysWhatItDoesNotUnderstand() throws Exception {
    String query =
        "rest --method post --query data[].name -o tsv --url "
            + info.armEndpoint()
            + "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01 --body";
    az.comesToShow("plan", query, "{\"query\":\"Resources | where tags.x == 'y' | project name\"}");
    assertThat(az.fails(1, query, "{\"query\":\"Resources | juggle\"}"))
        .contains("BadRequest")
        .contains("juggle");
  }

  @Test
  @Order(10)
  void whatIsNotEmulatedIsRefusedByName() throws Exception {
    assertThat(az.fails(1, "storage account check-name -n strangers1"))
        .contains("(NotEmulated)")
        .contains("checkNameAvailability");
    assertThat(az.fails(1, "ad user list")).contains("does not answer GET /graph/v1.0/users");
    assertThat(az.fails(1, "vm list-skus -l westeurope"))
        .contains("does not do GET")
        .contains("Microsoft.Compute/skus");
    String deployment =
        "rest --method put --body {\"properties\":{}} --url %s/providers/%s?api-version=2024-11-01"
            .formatted(group, "Microsoft.Resources/deployments/d");
    assertThat(az.fails(1, deployment)).contains("DeploymentsNotEmulated");
  }

  @Test
  @Order(11)
  void aGroupGoesWithAllThatIsInIt() throws Exception {
    az.does("group delete -n strangers --yes");
    assertThat(az.fails(3, "group show -n strangers")).contains("(ResourceGroupNotFound)");
    assertThat(az.shows("resource list --tag x=y")).isEmpty();
    az.does("logout");
  }
}

package io.haymaker.emulator.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.TestCloud;
import io.haymaker.emulator.cloud.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SoftDeleteTest {
  private static final String TAGGED =
      "{\"location\":\"westeurope\",\"tags\":{\"RunId\":\"r1\"},\"properties\":{}}";
  private static final String PROTECTED =
      "{\"location\":\"westeurope\",\"properties\":{\"enablePurgeProtection\":true}}";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String VAULT_CONTRIBUTOR = "f25e0fa2-a7c8-4377-a976-54943a77a395";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private TestCloud cloud;

  @SuppressWarnings("NullAway.Init")
  private CloudClient admin;

  @BeforeEach
  void start() throws IOException {
    cloud = TestCloud.immediate(folder);
    admin = cloud.admin();
  }

  @AfterEach
  void stop() throws IOException {
    cloud.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.KeyVault/vaults, deletedVaults, POST, vaultId, ConflictError",
    "Microsoft.KeyVault/managedHSMs, deletedManagedHSMs, POST, mhsmId, ConflictError",
    "Microsoft.AppConfiguration/configurationStores, deletedConfigurationStores, POST,"
        + " configurationStoreId, NameUnavailable",
    "Microsoft.CognitiveServices/accounts, deletedAccounts, DELETE, , FlagMustBeSetForRestore",
    "Microsoft.ApiManagement/service, deletedservices, DELETE, serviceId,"
        + " ServiceAlreadyExistsInSoftDeletedState"
  })
  void whatIsDeletedIsKeptUnderItsNameUntilItIsPurged(
      String type, String list, String verb, String origin, String conflict) throws IOException {
    String id = cloud.newGroup("g") + "/providers/" + type + "/kept1";
    assertThat(admin.put(id, TAGGED).status()).isEqualTo(201);
    assertThat(deleted(type, list)).isEmpty();
    assertThat(admin.delete(id).status()).isEqualTo(200);

    assertThat(admin.get(id).status()).isEqualTo(404);
    JsonNode copy = deleted(type, list).iterator().next();
    String place = copy.path("id").asString();
    assertThat(place).contains("/locations/westeurope/").endsWith("/" + list + "/kept1");
    if (origin == null) {
      assertThat(copy.path("tags").path("RunId").asString()).isEqualTo("r1");
      assertThat(place).contains("/resourceGroups/g/");
    } else {
      assertThat(copy.path("properties").path(origin).asString()).isEqualTo(id);
      assertThat(copy.path("properties").path("tags").path("RunId").asString(""))
          .isEqualTo(list.equals("deletedservices") ? "" : "r1");
    }
    assertThat(admin.get(place).body()).isEqualTo(copy);
    assertThat(admin.put(id, TAGGED).status()).isEqualTo(409);
    assertThat(admin.put(id, TAGGED).code()).isEqualTo(conflict);

    String purge = verb.equals("POST") ? place + "/purge" : place;
    assertThat(admin.call(verb, purge, null).status()).isEqualTo(200);

    assertThat(admin.call(verb, purge, null).status()).isEqualTo(404);
    assertThat(admin.get(place).status()).isEqualTo(404);
    assertThat(deleted(type, list)).isEmpty();
    assertThat(admin.put(id, TAGGED).status()).isEqualTo(201);
  }

  @Test
  void whatGoesWithItsGroupIsKeptToo() throws IOException {
    String id = cloud.newGroup("g") + "/providers/Microsoft.KeyVault/vaults/kept2";
    admin.put(id, TAGGED);
    cloud.settings("{\"operationTime\":\"PT60S\"}");

    admin.delete(cloud.subscription() + "/resourceGroups/g");

    assertThat(deleted("Microsoft.KeyVault/vaults", "deletedVaults"))
        .as("its deletion is not over")
        .isEmpty();
    cloud.pass(Duration.ofSeconds(61));
    assertThat(deleted("Microsoft.KeyVault/vaults", "deletedVaults")).hasSize(1);
  }

  @Test
  void purgeProtectionKeepsItForItsWholeTime() throws IOException {
    String id = cloud.newGroup("g") + "/providers/Microsoft.KeyVault/vaults/kept3";
    admin.put(id, PROTECTED);
    admin.delete(id);
    JsonNode copy = deleted("Microsoft.KeyVault/vaults", "deletedVaults").iterator().next();
    assertThat(copy.path("properties").path("purgeProtectionEnabled").asBoolean()).isTrue();

    CloudClient.Answer refused = admin.call("POST", copy.path("id").asString() + "/purge", null);
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.code()).isEqualTo("MethodNotAllowed");

    cloud.pass(Duration.ofDays(91));
    admin = CloudClient.administrator(cloud.emulator().info());
    assertThat(deleted("Microsoft.KeyVault/vaults", "deletedVaults")).isEmpty();
    assertThat(admin.put(id, TAGGED).status()).isEqualTo(201);
  }

  @Test
  void aWorkspaceIsKeptUnlessItsDeletionIsForcedAndComesBackWhenItIsWritten() throws IOException {
    String id = cloud.newGroup("g") + "/providers/Microsoft.OperationalInsights/workspaces/w";
    admin.put(id, TAGGED);
    admin.delete(id);
    String type = "Microsoft.OperationalInsights/workspaces";
    assertThat(deleted(type, "deletedWorkspaces").get(0).path("id").asString()).isEqualTo(id);

    assertThat(admin.put(id, "{\"location\":\"westeurope\"}").status()).isEqualTo(201);
    assertThat(admin.get(id).body().path("tags").path("RunId").asString()).isEqualTo("r1");
    assertThat(deleted(type, "deletedWorkspaces")).isEmpty();
    assertThat(admin.delete(id + "?api-version=2025-02-01&force=true").status()).isEqualTo(200);

    assertThat(deleted(type, "deletedWorkspaces")).isEmpty();
  }

  @Test
  void itIsStillKeptAfterARestartDaysLater() throws IOException {
    cloud.close();
    EmulatorOptions daysAgo =
        EmulatorOptions.in(folder)
            .withSettings(Settings.immediate())
            .withClock(Clock.offset(Clock.systemUTC(), Duration.ofDays(-3)));
    try (Emulator first = Emulator.start(daysAgo)) {
      CloudClient then = CloudClient.administrator(first.info());
      String group = "/subscriptions/" + first.info().subscriptionId() + "/resourceGroups/g";
      String id = group + "/providers/Microsoft.KeyVault/vaults/kept4";
      then.put(group, "{\"location\":\"westeurope\"}");
      assertThat(then.put(id, TAGGED).status()).isEqualTo(201);
      assertThat(then.delete(id).status()).isEqualTo(200);
    } finally {
      start();
    }

    assertThat(deleted("Microsoft.KeyVault/vaults", "deletedVaults")).hasSize(1);
  }

  @Test
  void theFreeTierOfAppConfigurationKeepsNothing() throws IOException {
    String type = "Microsoft.AppConfiguration/configurationStores";
    String id = cloud.newGroup("g") + "/providers/" + type + "/free1";
    String free = "{\"location\":\"westeurope\",\"sku\":{\"name\":\"free\"}}";
    admin.put(id, free);
    admin.delete(id);

    assertThat(deleted(type, "deletedConfigurationStores")).isEmpty();
    assertThat(admin.put(id, free).status()).isEqualTo(201);
  }

  @Test
  void whoHasNoRightInTheSubscriptionIsRefusedAndNotShownAnEmptyList() throws IOException {
    String group = cloud.newGroup("g");
    String id = group + "/providers/Microsoft.KeyVault/vaults/kept5";
    admin.put(id, TAGGED);
    admin.delete(id);
    cloud.assign(group, READER, "11111111-0000-4000-8000-000000000001");
    cloud.assign(cloud.subscription(), VAULT_CONTRIBUTOR, "11111111-0000-4000-8000-000000000002");
    CloudClient inGroup = cloud.as("11111111-0000-4000-8000-000000000001");
    CloudClient contributor = cloud.as("11111111-0000-4000-8000-000000000002");
    String list = list("Microsoft.KeyVault/vaults", "deletedVaults");

    assertThat(inGroup.get(list).code()).isEqualTo("AuthorizationFailed");
    JsonNode copy = contributor.get(list).body().path("value").get(0);
    String purge = copy.path("id").asString() + "/purge";
    assertThat(contributor.call("POST", purge, null).code()).isEqualTo("AuthorizationFailed");
    assertThat(admin.call("POST", purge, null).status()).isEqualTo(200);
  }

  private String list(String type, String list) {
    return cloud.subscription() + "/providers/" + type.substring(0, type.indexOf('/')) + "/" + list;
  }

  private JsonNode deleted(String type, String list) throws IOException {
    CloudClient.Answer answer = admin.get(list(type, list));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("value");
  }
}

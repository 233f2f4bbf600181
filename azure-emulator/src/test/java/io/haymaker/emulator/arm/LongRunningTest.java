package io.haymaker.emulator.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LongRunningTest extends CloudTestBase {
  private static final String PLACE = "{\"location\":\"westeurope\"}";

  @BeforeEach
  void operationsTakeTime() {
    cloud.settings("{\"operationTime\":\"PT60S\",\"retryAfter\":\"PT0.2S\"}");
  }

  @AfterEach
  void theyDoNot() {
    cloud.settings("{\"operationTime\":\"PT0S\",\"throttling\":false}");
  }

  private static String state(CloudClient.Answer answer) {
    return answer.body().path("properties").path("provisioningState").asString("");
  }

  @Test
  void someTypesSayItInTheirProvisioningState() throws IOException {
    String id = group() + "/providers/Microsoft.Web/serverfarms/p";
    CloudClient.Answer made = admin.put(id, PLACE);

    assertThat(made.status()).isEqualTo(201);
    assertThat(state(made)).isEqualTo("Creating");
    assertThat(made.header("Azure-AsyncOperation")).isEmpty();
    assertThat(made.header("Retry-After")).contains("1");
    assertThat(made.header("retry-after-ms")).contains("200");
    assertThat(admin.get(id).header("retry-after-ms")).contains("200");
    cloud.pass(Duration.ofSeconds(61));
    assertThat(state(admin.get(id))).isEqualTo("Succeeded");
    assertThat(admin.get(id).header("Retry-After")).isEmpty();
    assertThat(state(admin.put(id, PLACE))).isEqualTo("Updating");
  }

  @Test
  void containerAppsHaveBothAndAlsoWhenItIsDoneAtOnce() throws IOException {
    String group = group();
    String id = group + "/providers/Microsoft.App/managedEnvironments/e";
    CloudClient.Answer made = admin.put(id, PLACE);
    assertThat(state(made)).isEqualTo("InfrastructureSetupInProgress");
    assertThat(made.header("Azure-AsyncOperation")).isPresent();
    assertThat(made.header("Retry-After")).isPresent();
    assertThat(admin.put(id, PLACE).status()).isEqualTo(200);

    cloud.settings("{\"operationTime\":\"PT0S\"}");
    CloudClient.Answer done = admin.put(id + "2", PLACE);
    String url = done.header("Azure-AsyncOperation").orElseThrow();
    assertThat(done.header("Retry-After")).isEmpty();
    assertThat(admin.callUrl("GET", url, null).body().path("status").asString())
        .isEqualTo("Succeeded");
  }

  @Test
  void someHaveAStatusDocument() throws IOException {
    String id = group() + "/providers/Microsoft.Network/virtualNetworks/v";
    CloudClient.Answer made = admin.put(id, PLACE);
    String url = made.header("Azure-AsyncOperation").orElseThrow();

    assertThat(made.status()).isEqualTo(201);
    CloudClient.Answer running = admin.callUrl("GET", url, null);
    assertThat(running.status()).isEqualTo(200);
    assertThat(running.body().path("status").asString()).isEqualTo("InProgress");
    assertThat(running.header("Retry-After")).isPresent();
    assertThat(admin.delete(id).code()).isEqualTo("AnotherOperationInProgress");
    cloud.pass(Duration.ofSeconds(61));
    assertThat(admin.callUrl("GET", url, null).body().path("status").asString())
        .isEqualTo("Succeeded");

    CloudClient.Answer deleting = admin.delete(id);
    assertThat(deleting.status()).isEqualTo(202);
    assertThat(deleting.header("Location")).isPresent();
    assertThat(deleting.header("Azure-AsyncOperation")).isPresent();
    assertThat(state(admin.get(id))).isEqualTo("Deleting");
    assertThat(admin.put(id, PLACE).status()).isEqualTo(409);
    cloud.pass(Duration.ofSeconds(61));
    assertThat(admin.get(id).status()).isEqualTo(404);
  }

  @Test
  void someAnswer202UntilTheyAreDone() throws IOException {
    String id = group() + "/providers/Microsoft.Storage/storageAccounts/longrunning";
    CloudClient.Answer accepted = admin.put(id, PLACE);
    String url = accepted.header("Location").orElseThrow();

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(admin.callUrl("GET", url, null).status()).isEqualTo(202);
    cloud.pass(Duration.ofSeconds(61));
    CloudClient.Answer done = admin.callUrl("GET", url, null);
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body().path("id").asString()).isEqualTo(id);
  }

  @Test
  void whatIsBeingDeletedStillHoldsWhatItRefersTo() throws IOException {
    String g = group();
    String plan = made(g, "Microsoft.Web/serverfarms/p", "{}");
    String site = made(g, "Microsoft.Web/sites/s", "{\"serverFarmId\":\"" + plan + "\"}");
    cloud.pass(Duration.ofSeconds(61));

    assertThat(admin.delete(site).status()).isEqualTo(202);
    assertThat(admin.delete(plan).code()).isEqualTo("Conflict");
    cloud.pass(Duration.ofSeconds(61));
    assertThat(admin.delete(plan).status()).isEqualTo(202);
  }

  @Test
  void aGroupBeingDeletedTakesNothingNew() throws IOException {
    String g = group();
    CloudClient.Answer accepted = admin.delete(g);
    String url = accepted.header("Location").orElseThrow();

    assertThat(admin.callUrl("GET", url, null).status()).isEqualTo(202);
    assertThat(state(admin.get(g))).isEqualTo("Deleting");
    assertThat(admin.put(g + "/providers/Microsoft.Web/serverfarms/p", PLACE).code())
        .isEqualTo("ResourceGroupBeingDeleted");
    cloud.pass(Duration.ofSeconds(61));
    assertThat(admin.callUrl("GET", url, null).status()).isEqualTo(200);
    assertThat(admin.get(g).status()).isEqualTo(404);
  }

  @Test
  void othersCannotFollowAnOperation() throws IOException {
    CloudClient.Answer accepted = admin.delete(group());
    assertThat(
            cloud
                .as("11111111-2222-3333-4444-555555555555")
                .callUrl("GET", accepted.header("Location").orElseThrow(), null)
                .status())
        .isEqualTo(404);
  }

  @Test
  void theInventoryLagsBehindBothWays() throws IOException {
    cloud.settings("{\"operationTime\":\"PT0S\"}");
    var emulated = cloud.emulator().cloud();
    ResourceBook book = new ResourceBook(emulated.store(), emulated.clock());
    Duration lag = Duration.ofMinutes(3);
    String id = made(group(), "Microsoft.Web/serverfarms/lagging", "{}");

    assertThat(book.inventory(lag)).noneMatch(r -> r.id().text().equals(id));
    cloud.pass(lag);
    assertThat(book.inventory(lag)).anyMatch(r -> r.id().text().equals(id));
    admin.delete(id);
    assertThat(admin.get(id).status()).isEqualTo(404);
    assertThat(book.inventory(lag)).anyMatch(r -> r.id().text().equals(id));
    cloud.pass(lag);
    assertThat(book.inventory(lag)).noneMatch(r -> r.id().text().equals(id));
  }

  @Test
  void anEmptyBucketRefusesOnlyWhereThrottlingIsOn() throws IOException {
    cloud.settings("{\"quotas\":{\"throttle.deletes\":2}}");
    String absent = group() + "/providers/Microsoft.Web/serverfarms/none";
    for (int i = 0; i < 4; i++) {
      assertThat(admin.delete(absent).status()).isEqualTo(204);
    }
    cloud.settings("{\"throttling\":true,\"quotas\":{\"throttle.deletes\":0}}");
    CloudClient.Answer refused = admin.delete(absent);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isPresent();
    cloud.settings("{\"throttling\":true,\"quotas\":{\"throttle.deletes\":200}}");
    cloud.pass(Duration.ofSeconds(5));
    CloudClient.Answer served = admin.delete(absent);
    assertThat(served.status()).isEqualTo(204);
    assertThat(served.header("x-ms-ratelimit-remaining-subscription-deletes")).isPresent();
  }
}

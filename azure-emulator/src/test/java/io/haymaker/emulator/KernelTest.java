package io.haymaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.fault.FaultRule;
import io.haymaker.emulator.fault.FaultRule.Effect;
import io.haymaker.emulator.log.LoggedRequest;
import io.haymaker.emulator.log.RequestLog;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelTest {
  @TempDir static Path folder;
  private Emulator emulator;
  private EmulatorInfo info;
  private CloudClient admin;

  @BeforeAll
  void start() throws IOException {
    emulator =
        Emulator.start(
            EmulatorOptions.in(folder.resolve("data")).withSettings(Settings.immediate()));
    info = emulator.info();
    admin = CloudClient.administrator(info);
  }

  @AfterEach
  void noFaults() {
    emulator.cloud().faults().clear();
  }

  @AfterAll
  void stop() throws IOException {
    emulator.close();
  }

  @Test
  void theAdministratorSeesTheSubscription() throws IOException {
    CloudClient.Answer answer = admin.get("/subscriptions");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("value").path(0).path("subscriptionId").asString())
        .isEqualTo(info.subscriptionId());
  }

  @Test
  void doubleSlashesCountAsOne() throws IOException {
    assertThat(admin.get("//subscriptions//?api-version=1").status()).isEqualTo(200);
  }

  @Test
  void noTokenIs401AndSoIsABrokenOneOrOneForAnotherAudience() throws IOException {
    CloudClient anonymous = CloudClient.anonymous(info);
    assertThat(anonymous.get("/subscriptions").status()).isEqualTo(401);
    assertThat(anonymous.get("/subscriptions").header("WWW-Authenticate")).isPresent();
    assertThat(anonymous.withToken("a.b.c").get("/subscriptions").status()).isEqualTo(401);
    assertThat(
            anonymous
                .signedIn(info.clientId(), info.clientSecret(), "https://graph.microsoft.com")
                .get("/subscriptions")
                .status())
        .isEqualTo(401);
  }

  @Test
  void audiencesAreAcceptedWithAndWithoutASlashAtTheEnd() throws IOException {
    CloudClient anonymous = CloudClient.anonymous(info);
    for (String audience :
        new String[] {
          info.armEndpoint(),
          info.armEndpoint() + "/",
          "https://management.azure.com/",
          "https://management.core.windows.net/"
        }) {
      assertThat(
              anonymous
                  .signedIn(info.clientId(), info.clientSecret(), audience)
                  .get("/subscriptions")
                  .status())
          .as(audience)
          .isEqualTo(200);
    }
  }

  @Test
  void signInRefusesWrongSecretsUnknownApplicationsAndUnknownResources() throws IOException {
    CloudClient anonymous = CloudClient.anonymous(info);
    String arm = info.armEndpoint();
    assertThat(anonymous.tokenRequest(info.clientId(), Secret.of("no"), arm).body().toString())
        .contains("invalid_client", "AADSTS7000215");
    assertThat(anonymous.tokenRequest("nobody", Secret.of("no"), arm).body().toString())
        .contains("AADSTS700016");
    assertThat(
            anonymous
                .tokenRequest(info.clientId(), info.clientSecret(), "https://example.org")
                .body()
                .toString())
        .contains("AADSTS500011");
  }

  @Test
  void anOrderedErrorHitsSoManyTimesAndNoMore() throws IOException {
    emulator
        .cloud()
        .faults()
        .add(
            FaultRule.always(
                    "f", "GET", "/SUBSCRIPTIONS", new Effect.Fail(503, "ServerBusy", "busy"))
                .times(2));

    assertThat(admin.get("/subscriptions").code()).isEqualTo("ServerBusy");
    assertThat(admin.get("/subscriptions").status()).isEqualTo(503);
    assertThat(admin.get("/subscriptions").status()).isEqualTo(200);
  }

  @Test
  void aThrottleSaysWhenToComeAgain() throws IOException {
    emulator
        .cloud()
        .faults()
        .add(
            FaultRule.always(
                "t", "*", "/subscriptions", new Effect.Throttle(Duration.ofMillis(1500))));

    CloudClient.Answer answer = admin.get("/subscriptions");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).contains("2");
  }

  @Test
  void aLostResponseHasItsEffectAndNoAnswer() {
    emulator
        .cloud()
        .faults()
        .add(FaultRule.always("m", "POST", "/subscriptions", new Effect.LoseResponse()));

    assertThatThrownBy(() -> admin.post("/subscriptions", "{}")).isInstanceOf(IOException.class);
    assertThat(
            emulator.cloud().log().find(RequestLog.Filter.everything()).stream()
                .filter(entry -> entry.method().equals("POST") && entry.status() == 0))
        .isNotEmpty();
  }

  @Test
  void theRequestLogKnowsTheCaller() throws IOException {
    long before = emulator.cloud().log().last();
    admin.get("/subscriptions");

    LoggedRequest entry =
        emulator.cloud().log().find(RequestLog.Filter.everything()).stream()
            .filter(e -> e.number() > before)
            .findFirst()
            .orElseThrow();
    assertThat(entry.service()).isEqualTo("arm");
    assertThat(entry.caller()).isPresent();
    assertThat(entry.caller().orElseThrow().appId()).isEqualTo(info.clientId());
  }

  @Test
  void theControlApiSetsFaultsSettingsAndTime() throws IOException {
    String control = info.controlEndpoint();
    assertThat(CloudClient.anonymous(info).callUrl("GET", control + "/faults", null).status())
        .isEqualTo(401);

    assertThat(
            admin
                .callUrl(
                    "POST",
                    control + "/faults",
                    "{\"method\":\"GET\",\"path\":\"/sub*\",\"fail\":{\"status\":500}}")
                .status())
        .isEqualTo(201);
    assertThat(admin.get("/subscriptions").status()).isEqualTo(500);
    var faults = admin.callUrl("GET", control + "/faults", null).body().path("value");
    assertThat(faults.path(0).path("hits").asInt()).isEqualTo(1);
    assertThat(admin.callUrl("DELETE", control + "/faults", null).status()).isEqualTo(204);
    assertThat(admin.callUrl("POST", control + "/faults", "{\"path\":\"/x\"}").status())
        .isEqualTo(400);

    assertThat(
            admin
                .callUrl("PATCH", control + "/settings", "{\"inventoryLag\":\"PT7S\"}")
                .body()
                .path("inventoryLag")
                .asString())
        .isEqualTo("PT7S");
    assertThat(emulator.cloud().settings().now().inventoryLag()).hasSeconds(7);
    assertThat(admin.callUrl("PATCH", control + "/settings", "{\"nonsense\":1}").status())
        .isEqualTo(400);

    var before = emulator.cloud().clock().instant();
    admin.callUrl("POST", control + "/clock/advance", "{\"by\":\"PT10M\"}");
    assertThat(emulator.cloud().clock().instant()).isAfter(before.plusSeconds(599));
  }

  @Test
  void emulatorJsonIsPrivateAndComplete() throws IOException {
    Path file = folder.resolve("data/emulator.json");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file))
        .contains("arm_endpoint", "key_vault_url", "ca_file", "control_endpoint", "\"pid\"");
  }

  @Test
  void aSecondEmulatorMayNotShareTheFolder() {
    assertThatThrownBy(() -> Emulator.start(EmulatorOptions.in(folder.resolve("data"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another emulator");
  }

  @Test
  void aPortInUseIsRefusedInOneLine() {
    int taken = Integer.parseInt(info.armEndpoint().replaceAll(".*:", ""));
    assertThatThrownBy(
            () -> Emulator.start(EmulatorOptions.in(folder.resolve("other")).withPort(taken)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + taken + " is in use");
  }

  @Test
  void aRestartFindsTheSameCloudAtTheSamePorts() throws IOException {
    EmulatorOptions options = EmulatorOptions.in(folder.resolve("again"));
    EmulatorInfo first;
    try (Emulator one = Emulator.start(options)) {
      first = one.info();
    }
    try (Emulator two = Emulator.start(options)) {
      assertThat(two.info().armEndpoint()).isEqualTo(first.armEndpoint());
      assertThat(two.info().tenantId()).isEqualTo(first.tenantId());
      assertThat(two.info().clientSecret().matches(first.clientSecret())).isTrue();
      assertThat(CloudClient.administrator(first).get("/subscriptions").status()).isEqualTo(200);
    }
  }
}

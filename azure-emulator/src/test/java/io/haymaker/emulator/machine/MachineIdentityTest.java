package io.haymaker.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.TestCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineIdentityTest {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  @TempDir static Path data;
  private static TestCloud cloud;

  @BeforeAll
  static void start() throws IOException {
    cloud = TestCloud.immediate(data);
  }

  @AfterAll
  static void stop() throws IOException {
    cloud.close();
  }

  private static Answer ask(String header, String more) throws IOException {
    var info = cloud.emulator().info();
    return CloudClient.anonymous(info)
        .callUrl(
            "GET",
            info.identityEndpoint()
                + "?api-version=2019-08-01&resource="
                + CloudClient.encode("https://management.azure.com/")
                + more,
            null,
            Map.of("X-IDENTITY-HEADER", header));
  }

  private static String header() {
    return cloud.emulator().info().identityHeader().reveal();
  }

  private static Answer identity(String group, String name) throws IOException {
    return cloud
        .admin()
        .put(
            cloud.subscription()
                + "/resourceGroups/"
                + group
                + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/"
                + name,
            "{\"location\":\"westeurope\"}");
  }

  @Test
  void anIdentityHasTheRightsThatItWasGiven() throws IOException {
    cloud.newGroup("ids");
    Answer made = identity("ids", "one");
    String clientId = made.body().path("properties").path("clientId").asString();
    String principal = made.body().path("properties").path("principalId").asString();
    Answer answer = ask(header(), "&client_id=" + clientId);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("client_id").asString()).isEqualTo(clientId);
    CloudClient one =
        CloudClient.anonymous(cloud.emulator().info())
            .withToken(answer.body().path("access_token").asString());
    String group = cloud.subscription() + "/resourceGroups/ids";
    assertThat(one.get(group).status()).isEqualTo(403);
    cloud.assign(group, READER, principal);
    assertThat(one.get(group).status()).isEqualTo(200);
  }

  @Test
  void withoutClientIdTheIdentityNamedMachineAnswersOnceItIsMade() throws IOException {
    Answer before = ask(header(), "");
    assertThat(before.status()).isEqualTo(400);
    assertThat(before.body().path("error_description").asString()).contains("machine");
    identity("haymaker-emulator", "machine");
    assertThat(ask(header(), "").status()).isEqualTo(200);
  }

  @Test
  void whoDoesNotKnowTheHeaderGetsNothing() throws IOException {
    assertThat(ask("guess", "").status()).isEqualTo(401);
  }

  @Test
  void anApplicationIsNoManagedIdentity() throws IOException {
    assertThat(
            ask(header(), "&client_id=" + cloud.emulator().info().clientId())
                .body()
                .path("error")
                .asString())
        .isEqualTo("invalid_client");
  }
}

package io.haymaker.emulator.containerapps;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.keyvault.KeyVault;
import java.io.IOException;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Secrets and who may read them, as the administrator makes them. */
final class VaultHelp {

  /** Key Vault Secrets User. */
  private static final String READER = "4633458b-17de-408a-b874-0445c86b69e6";

  private final AppsFixture apps;
  private final CloudClient vault;

  VaultHelp(AppsFixture apps) throws IOException {
    this.apps = apps;
    EmulatorInfo info = apps.emulator.info();
    this.vault =
        CloudClient.anonymous(info)
            .signedIn(info.clientId(), info.clientSecret(), "https://vault.azure.net");
  }

  /** Sets a secret; gives its URL with version. */
  String set(String name, String value) throws IOException {
    Answer answer = vault.callUrl("PUT", url(name), Json.object().put("value", value).toString());
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("id").asString();
  }

  void delete(String name) throws IOException {
    assertThat(vault.callUrl("DELETE", url(name), null).status()).isEqualTo(200);
  }

  /** Lets a principal read all secrets. */
  void allow(String principalId) throws IOException {
    String subscription = apps.emulator.info().subscriptionId();
    ObjectNode body = Json.object();
    body.putObject("properties")
        .put(
            "roleDefinitionId",
            "/subscriptions/"
                + subscription
                + "/providers/Microsoft.Authorization/roleDefinitions/"
                + READER)
        .put("principalId", principalId)
        .put("principalType", "ServicePrincipal");
    String target =
        KeyVault.resourceId(subscription)
            + "/providers/Microsoft.Authorization/roleAssignments/"
            + UUID.randomUUID();
    Answer answer = apps.admin.call("PUT", target + "?api-version=2022-04-01", body.toString());
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  boolean principalExists(String principalId) throws IOException {
    EmulatorInfo info = apps.emulator.info();
    CloudClient graph =
        CloudClient.anonymous(info)
            .signedIn(info.clientId(), info.clientSecret(), "https://graph.microsoft.com");
    return graph
            .callUrl("GET", info.graphEndpoint() + "/v1.0/servicePrincipals/" + principalId, null)
            .status()
        == 200;
  }

  private String url(String name) {
    return apps.emulator.info().keyVaultUrl() + "/secrets/" + name + "?api-version=2025-07-01";
  }
}

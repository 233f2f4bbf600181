package io.haymaker.emulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GraphSignInTest extends GraphScene {

  @Test
  void aPasswordIsShownOnceAndSignsIn() throws IOException {
    JsonNode application = application("with password");
    JsonNode principal = principal(application.path("appId").asString());
    String at = "/servicePrincipals/" + principal.path("id").asString();
    Answer added =
        call(
            "POST",
            at + "/microsoft.graph.addPassword",
            "{\"passwordCredential\":{\"displayName\":\"p\"}}");
    assertThat(added.status()).isEqualTo(200);
    String secret = added.body().path("secretText").asString();
    assertThat(secret).hasSizeBetween(16, 64);

    JsonNode credential = call("GET", at).body().path("passwordCredentials").get(0);
    assertThat(credential.path("secretText").isNull()).isTrue();
    assertThat(credential.path("keyId")).isEqualTo(added.body().path("keyId"));
    assertThat(credential.toString()).doesNotContain("hash", secret);
    assertThat(signIn(application, secret).status()).isEqualTo(200);
    assertThat(signIn(application, secret + "x").body().toString()).contains("AADSTS7000215");
    assertThat(filesBelow(data)).noneMatch(text -> text.contains(secret));

    String key = "{\"keyId\":\"" + credential.path("keyId").asString() + "\"}";
    assertThat(call("POST", at + "/removePassword", key).status()).isEqualTo(204);
    assertThat(call("POST", at + "/removePassword", key).status()).isEqualTo(400);
    assertThat(signIn(application, secret).body().toString()).contains("AADSTS7000215");
  }

  @Test
  void aPasswordOfTheApplicationSignsInTooAndExpires() throws IOException {
    JsonNode application = application("expiring");
    principal(application.path("appId").asString());
    String at = "/applications/" + application.path("id").asString();
    String end = emulator.cloud().clock().instant().plus(Duration.ofHours(1)).toString();
    Answer added =
        call(
            "POST",
            at + "/addPassword",
            "{\"passwordCredential\":{\"endDateTime\":\"" + end + "\"}}");
    String secret = added.body().path("secretText").asString();
    assertThat(signIn(application, secret).status()).isEqualTo(200);

    emulator.cloud().clock().advance(Duration.ofHours(2));

    assertThat(signIn(application, secret).body().toString()).contains("AADSTS7000222");
    signInAgain();
  }

  @Test
  void aPatchOfThePasswordsKeepsOnlyThoseThatItLists() throws IOException {
    String at = "/applications/" + application("patched").path("id").asString();
    call("POST", at + "/addPassword", null);
    assertThat(call("PATCH", at, "{\"passwordCredentials\":[{\"keyId\":\"none\"}]}").status())
        .isEqualTo(400);
    assertThat(call("PATCH", at, "{\"passwordCredentials\":[]}").status()).isEqualTo(204);
    assertThat(call("GET", at).body().path("passwordCredentials").isEmpty()).isTrue();
  }

  @Test
  void newObjectsAndPasswordsTakeThePropagationLag() throws IOException {
    emulator.cloud().settings().change(Json.object().put("directoryPropagation", "PT10S"));
    JsonNode application = application("lagging");
    String filter = "displayName eq 'lagging'";
    JsonNode principal = principal(application.path("appId").asString());
    String at = "/servicePrincipals/" + principal.path("id").asString();
    String secret = call("POST", at + "/addPassword", null).body().path("secretText").asString();

    assertThat(call("GET", at).status()).isEqualTo(200);
    assertThat(listed("/applications", filter)).isEmpty();
    assertThat(signIn(application, secret).body().toString()).contains("AADSTS700016");

    emulator.cloud().clock().advance(Duration.ofSeconds(11));
    assertThat(listed("/applications", filter)).hasSize(1);
    assertThat(signIn(application, secret).status()).isEqualTo(200);

    String second = call("POST", at + "/addPassword", null).body().path("secretText").asString();
    assertThat(signIn(application, second).body().toString()).contains("AADSTS7000215");
    emulator.cloud().clock().advance(Duration.ofSeconds(11));
    assertThat(signIn(application, second).status()).isEqualTo(200);
  }

  @Test
  void onlyWhoHoldsADirectoryRoleMayWrite() throws IOException {
    JsonNode application = application("agent");
    JsonNode principal = principal(application.path("appId").asString());
    String principalId = principal.path("id").asString();
    String secret =
        call("POST", "/servicePrincipals/" + principalId + "/addPassword", null)
            .body()
            .path("secretText")
            .asString();
    CloudClient agent =
        CloudClient.anonymous(emulator.info())
            .signedIn(application.path("appId").asString(), Secret.of(secret), RESOURCE);
    String body = "{\"displayName\":\"by agent\"}";

    Answer denied = agent.callUrl("POST", url("/applications"), body);
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.code()).isEqualTo("Authorization_RequestDenied");
    assertThat(agent.callUrl("DELETE", url("/servicePrincipals/" + principalId), null).status())
        .isEqualTo(403);

    String role =
        "{\"principalId\":\""
            + principalId
            + "\",\"roleDefinitionId\":\"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3\"}";
    Answer granted = call("POST", "/roleManagement/directory/roleAssignments", role);
    assertThat(granted.status()).isEqualTo(201);
    assertThat(agent.callUrl("POST", url("/applications"), body).status()).isEqualTo(201);

    String assignment =
        "/roleManagement/directory/roleAssignments/" + granted.body().path("id").asString();
    assertThat(call("DELETE", assignment).status()).isEqualTo(204);
    assertThat(agent.callUrl("POST", url("/applications"), body).status()).isEqualTo(403);
  }
}

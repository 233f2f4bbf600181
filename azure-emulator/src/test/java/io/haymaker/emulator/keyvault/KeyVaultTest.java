package io.haymaker.emulator.keyvault;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class KeyVaultTest {

  /** Key Vault Secrets User. */
  private static final String SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";

  @TempDir static Path data;
  private static Emulator emulator;
  private static CloudClient admin;

  @BeforeAll
  static void start() throws IOException {
    emulator = Emulator.start(EmulatorOptions.in(data).withSettings(Settings.immediate()));
    admin = administrator();
  }

  @AfterAll
  static void stop() throws IOException {
    emulator.close();
  }

  @BeforeEach
  void signInAgainWhileNothingTakesTime() throws IOException {
    emulator.cloud().settings().change(Settings.immediate().toJson());
    admin = administrator();
  }

  @Test
  void theFirstRequestIsChallengedInTheFormThatClientsParse() throws IOException {
    Answer answer = CloudClient.anonymous(emulator.info()).callUrl("PUT", url("/secrets/x"), null);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate"))
        .contains(
            "Bearer authorization=\""
                + emulator.info().authorityHost()
                + "/"
                + emulator.info().tenantId()
                + "\", resource=\"https://vault.azure.net\"");
  }

  @Test
  void aSecretHasVersionsAndTheLatestIsReadWithAndWithoutSlash() throws IOException {
    JsonNode first = set("versions", "one").body();
    JsonNode second = set("versions", "two").body();
    assertThat(first.path("id").asString())
        .startsWith(emulator.info().keyVaultUrl() + "/secrets/versions/");
    assertThat(second.path("attributes").path("recoveryLevel").asString())
        .isEqualTo("Recoverable+Purgeable");

    assertThat(call("GET", "/secrets/versions").body()).isEqualTo(second);
    assertThat(call("GET", "/secrets/versions/").body()).isEqualTo(second);
    assertThat(call("GET", path(first)).body()).isEqualTo(first);
    assertThat(call("GET", path(first)).body().path("value").asString()).isEqualTo("one");

    JsonNode listed = call("GET", "/secrets/versions/versions").body().path("value");
    assertThat(listed).hasSize(2);
    assertThat(listed.toString()).doesNotContain("\"value\"");
    assertThat(call("GET", "/secrets/versions/" + "0".repeat(32)).status()).isEqualTo(404);
  }

  @Test
  void aPatchChangesTagsAndAttributesButNoValue() throws IOException {
    JsonNode made = set("patched", "v").body();
    Answer changed =
        call(
            "PATCH",
            path(made),
            "{\"tags\":{\"RunId\":\"r\"},\"attributes\":{\"enabled\":false,\"exp\":4102444800},\"contentType\":\"text\"}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body().has("value")).isFalse();
    assertThat(changed.body().path("tags").path("RunId").asString()).isEqualTo("r");
    Answer disabled = call("GET", "/secrets/patched");
    assertThat(disabled.status()).isEqualTo(403);
    assertThat(inner(disabled)).isEqualTo("SecretDisabled");
    call("PATCH", path(made), "{\"attributes\":{\"enabled\":true}}");
    JsonNode read = call("GET", "/secrets/patched").body();
    assertThat(read.path("value").asString()).isEqualTo("v");
    assertThat(read.path("attributes").path("exp").asLong()).isEqualTo(4102444800L);
    assertThat(read.path("contentType").asString()).isEqualTo("text");
  }

  @Test
  void listsShowTagsAndComeInPages() throws IOException {
    IntStream.range(0, 30)
        .forEach(
            i -> setUnchecked("paged-" + i, "{\"value\":\"v\",\"tags\":{\"n\":\"" + i + "\"}}"));
    int seen = 0;
    JsonNode page = call("GET", "/secrets").body();
    assertThat(page.path("value").size()).isEqualTo(25);
    while (true) {
      for (JsonNode item : page.path("value")) {
        boolean paged = item.path("id").asString().contains("/secrets/paged-");
        seen += paged && item.path("tags").path("n").isString() ? 1 : 0;
      }
      if (page.path("nextLink").isNull()) {
        break;
      }
      page = admin.callUrl("GET", page.path("nextLink").asString(), null).body();
    }
    assertThat(seen).isEqualTo(30);
    assertThat(
            admin
                .callUrl(
                    "GET",
                    emulator.info().keyVaultUrl() + "/secrets?api-version=7.4&maxresults=26",
                    null)
                .status())
        .isEqualTo(400);
  }

  @Test
  void aDeletionTakesAMomentAndThenCanBeUndoneOrMadeFinal() throws IOException {
    emulator.cloud().settings().change(Json.object().put("operationTime", "PT5S"));
    set("doomed", "v");
    Answer deleted = call("DELETE", "/secrets/doomed");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.body().path("recoveryId").asString()).endsWith("/deletedsecrets/doomed");
    assertThat(deleted.body().path("scheduledPurgeDate").isNumber()).isTrue();

    assertThat(call("GET", "/secrets/doomed").status()).isEqualTo(404);
    assertThat(call("GET", "/deletedsecrets/doomed").status()).isEqualTo(404);
    assertThat(deletedNames()).doesNotContain("doomed");
    assertThat(inner(set("doomed", "v2"))).isEqualTo("ObjectIsBeingDeleted");
    assertThat(inner(call("DELETE", "/deletedsecrets/doomed"))).isEqualTo("ObjectIsBeingDeleted");
    assertThat(inner(call("POST", "/deletedsecrets/doomed/recover")))
        .isEqualTo("ObjectIsBeingDeleted");

    emulator.cloud().clock().advance(Duration.ofSeconds(6));
    assertThat(call("GET", "/deletedsecrets/doomed").body().path("deletedDate").isNumber())
        .isTrue();
    assertThat(deletedNames()).contains("doomed");
    Answer taken = set("doomed", "v2");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("Conflict");
    assertThat(inner(taken)).isEqualTo("ObjectIsDeletedButRecoverable");

    assertThat(call("POST", "/deletedsecrets/doomed/recover").status()).isEqualTo(200);
    assertThat(call("GET", "/secrets/doomed").body().path("value").asString()).isEqualTo("v");

    call("DELETE", "/secrets/doomed");
    emulator.cloud().clock().advance(Duration.ofSeconds(6));
    assertThat(call("DELETE", "/deletedsecrets/doomed").status()).isEqualTo(204);
    assertThat(call("DELETE", "/deletedsecrets/doomed").status()).isEqualTo(404);
    assertThat(set("doomed", "fresh").status()).isEqualTo(200);
    assertThat(call("GET", "/secrets/doomed/versions").body().path("value")).hasSize(1);
  }

  @Test
  void aDeletedSecretIsPurgedWhenItsRetentionHasPassed() throws IOException {
    set("kept-90-days", "v");
    call("DELETE", "/secrets/kept-90-days");
    emulator.cloud().clock().advance(Duration.ofDays(91));
    admin = administrator();
    assertThat(call("GET", "/deletedsecrets/kept-90-days").status()).isEqualTo(404);
    assertThat(set("kept-90-days", "v").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"under_score", "dot.dot", "a%20b"})
  void aNameOutsideTheRulesIsRefused(String name) throws IOException {
    Answer answer = set(name, "v");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("BadParameter");
  }

  @Test
  void limitsOfNameValueAndTagsHold() throws IOException {
    assertThat(set("n".repeat(127), "v").status()).isEqualTo(200);
    assertThat(set("n".repeat(128), "v").status()).isEqualTo(400);
    assertThat(set("large", "x".repeat(25600)).status()).isEqualTo(200);
    assertThat(set("large", "x".repeat(25601)).status()).isEqualTo(400);
    ObjectNode body = Json.object().put("value", "v");
    IntStream.range(0, 16).forEach(i -> Json.child(body, "tags").put("t" + i, "v"));
    assertThat(call("PUT", "/secrets/tagged", body.toString()).status()).isEqualTo(400);
    assertThat(call("PUT", "/secrets/empty", "{}").status()).isEqualTo(400);
    assertThat(admin.callUrl("GET", emulator.info().keyVaultUrl() + "/secrets", null).status())
        .isEqualTo(400);
  }

  @Test
  void aPrincipalWithoutARoleIsForbidden() throws IOException {
    set("private", "v");
    CloudClient stranger = stranger();
    for (String call :
        List.of(
            "GET /secrets/private",
            "GET /secrets",
            "DELETE /secrets/private",
            "DELETE /deletedsecrets/private")) {
      String[] parts = call.split(" ", 2);
      Answer answer = stranger.callUrl(parts[0], url(parts[1]), null);
      assertThat(answer.status()).as(call).isEqualTo(403);
      assertThat(inner(answer)).isEqualTo("ForbiddenByRbac");
    }
    assertThat(stranger.callUrl("PUT", url("/secrets/mine"), "{\"value\":\"v\"}").status())
        .isEqualTo(403);
  }

  @Test
  void aReaderOfTheVaultGetsSecretsAndCannotChangeThem() throws IOException {
    set("shared", "v");
    Stranger reader = strangerWithId();
    ObjectNode assignment = Json.object();
    String subscription = emulator.info().subscriptionId();
    assignment
        .putObject("properties")
        .put(
            "roleDefinitionId",
            "/subscriptions/"
                + subscription
                + "/providers/Microsoft.Authorization/roleDefinitions/"
                + SECRETS_USER)
        .put("principalId", reader.principalId())
        .put("principalType", "ServicePrincipal");
    String target =
        KeyVault.resourceId(subscription)
            + "/providers/Microsoft.Authorization/roleAssignments/"
            + UUID.randomUUID()
            + "?api-version=2022-04-01";
    Answer granted =
        CloudClient.administrator(emulator.info()).call("PUT", target, assignment.toString());
    assertThat(granted.status()).as("%s", granted.body()).isEqualTo(201);

    Answer read = reader.client().callUrl("GET", url("/secrets/shared"), null);
    assertThat(read.body().path("value").asString()).isEqualTo("v");
    assertThat(reader.client().callUrl("DELETE", url("/secrets/shared"), null).status())
        .isEqualTo(403);
    assertThat(reader.client().callUrl("PUT", url("/secrets/shared"), "{\"value\":\"x\"}").status())
        .isEqualTo(403);
  }

  @Test
  void valuesAreInTheVaultFileAndNowhereElse() throws IOException {
    String value = "value-" + Secret.random().reveal();
    set("hidden", value);
    try (Stream<Path> files = Files.walk(data)) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> text(file).contains(value)))
          .extracting(file -> data.relativize(file).toString())
          .containsExactly("vault.log");
    }
  }

  @Test
  void anotherServiceReadsWithTheRightsOfAnIdentity() throws IOException {
    JsonNode made = set("referenced", "v1").body();
    set("referenced", "v2");
    Caller allowed = new Caller("allowed", "app");
    KeyVault vault =
        new KeyVault(emulator.cloud(), (caller, permission, scope) -> caller.equals(allowed));
    String base = emulator.info().keyVaultUrl() + "/secrets/";

    assertThat(read(vault, allowed, base + "referenced")).isEqualTo("v2");
    assertThat(read(vault, allowed, made.path("id").asString())).isEqualTo("v1");
    assertThat(read(vault, new Caller("other", "app"), base + "referenced"))
        .contains("not allowed");
    assertThat(read(vault, allowed, base + "absent")).contains("not found");
    assertThat(read(vault, allowed, "https://elsewhere/secrets/referenced"))
        .contains("not the URL");
  }

  private static String read(KeyVault vault, Caller identity, String url) {
    return switch (vault.read(identity, url)) {
      case KeyVault.Read.Found(Secret value) -> value.reveal();
      case KeyVault.Read.Refused(String why) -> why;
    };
  }

  private record Stranger(CloudClient client, String principalId) {}

  private static CloudClient stranger() throws IOException {
    return strangerWithId().client();
  }

  private static Stranger strangerWithId() throws IOException {
    CloudClient graph =
        CloudClient.anonymous(emulator.info())
            .signedIn(
                emulator.info().clientId(),
                emulator.info().clientSecret(),
                "https://graph.microsoft.com");
    String base = emulator.info().graphEndpoint() + "/v1.0";
    String appId =
        graph
            .callUrl("POST", base + "/applications", "{\"displayName\":\"stranger\"}")
            .body()
            .path("appId")
            .asString();
    JsonNode principal =
        graph.callUrl("POST", base + "/servicePrincipals", "{\"appId\":\"" + appId + "\"}").body();
    String secret =
        graph
            .callUrl(
                "POST",
                base + "/servicePrincipals/" + principal.path("id").asString() + "/addPassword",
                "{}")
            .body()
            .path("secretText")
            .asString();
    return new Stranger(signedIn(appId, Secret.of(secret)), principal.path("id").asString());
  }

  private static CloudClient administrator() throws IOException {
    return signedIn(emulator.info().clientId(), emulator.info().clientSecret());
  }

  private static CloudClient signedIn(String clientId, Secret secret) throws IOException {
    return CloudClient.anonymous(emulator.info())
        .signedIn(clientId, secret, "https://vault.azure.net");
  }

  private static Answer set(String name, String value) throws IOException {
    return call("PUT", "/secrets/" + name, Json.object().put("value", value).toString());
  }

  private static void setUnchecked(String name, String body) {
    try {
      assertThat(call("PUT", "/secrets/" + name, body).status()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> deletedNames() throws IOException {
    return call("GET", "/deletedsecrets")
        .body()
        .path("value")
        .valueStream()
        .map(item -> item.path("id").asString().replaceAll(".*/", ""))
        .toList();
  }

  private static String path(JsonNode bundle) {
    return bundle.path("id").asString().substring(emulator.info().keyVaultUrl().length());
  }

  private static String inner(Answer answer) {
    return answer.body().path("error").path("innererror").path("code").asString("");
  }

  private static Answer call(String method, String path) throws IOException {
    return call(method, path, null);
  }

  private static Answer call(String method, String path, @Nullable String body) throws IOException {
    return admin.callUrl(method, url(path), body);
  }

  private static String url(String path) {
    return emulator.info().keyVaultUrl() + path + "?api-version=2025-07-01";
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

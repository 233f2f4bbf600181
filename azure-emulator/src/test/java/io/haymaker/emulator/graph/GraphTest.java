package io.haymaker.emulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

class GraphTest {

  private static final String RESOURCE = "https://graph.microsoft.com";

  @TempDir static Path data;
  private static Emulator emulator;
  private static CloudClient admin;

  @BeforeAll
  static void start() throws IOException {
    emulator = Emulator.start(EmulatorOptions.in(data).withSettings(Settings.immediate()));
    admin =
        CloudClient.anonymous(emulator.info())
            .signedIn(emulator.info().clientId(), emulator.info().clientSecret(), RESOURCE);
  }

  @AfterAll
  static void stop() throws IOException {
    emulator.close();
  }

  @BeforeEach
  void nothingTakesTime() {
    emulator.cloud().settings().change(Settings.immediate().toJson());
    emulator.cloud().settings().change(setting("quotas", DirectoryObjects.QUOTA, 50_000));
  }

  @Test
  void anApplicationIsMadeReadChangedAndDeleted() throws IOException {
    Answer made = call("POST", "/applications", "{\"displayName\":\"one\",\"tags\":[\"a\",\"b\"]}");
    assertThat(made.status()).isEqualTo(201);
    String id = made.body().path("id").asString();
    String appId = made.body().path("appId").asString();
    assertThat(made.body().path("passwordCredentials").isArray()).isTrue();

    assertThat(call("GET", "/applications/" + id).body()).isEqualTo(made.body());
    assertThat(call("GET", "/applications(appId='" + appId + "')").body()).isEqualTo(made.body());

    Answer changed =
        call("PATCH", "/applications/" + id, "{\"displayName\":\"two\",\"tags\":[\"c\"]}");
    assertThat(changed.status()).isEqualTo(204);
    JsonNode read = call("GET", "/applications/" + id).body();
    assertThat(read.path("displayName").asString()).isEqualTo("two");
    assertThat(read.path("tags").toString()).isEqualTo("[\"c\"]");
    assertThat(read.path("appId").asString()).isEqualTo(appId);

    assertThat(call("DELETE", "/applications/" + id).status()).isEqualTo(204);
    Answer gone = call("GET", "/applications/" + id);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.code()).isEqualTo("Request_ResourceNotFound");
    assertThat(call("DELETE", "/applications/" + id).status()).isEqualTo(404);
  }

  @Test
  void anUpsertByUniqueNameMakesOneApplicationHoweverOftenItIsSent() throws IOException {
    String target = "/applications(uniqueName='run-1''s%20app')";
    String body = "{\"displayName\":\"upserted\"}";
    assertThat(call("PATCH", target, body).status()).isEqualTo(404);

    Answer first = upsert(target, body);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body().path("uniqueName").asString()).isEqualTo("run-1's app");
    assertThat(upsert(target, "{\"displayName\":\"again\"}").status()).isEqualTo(204);

    JsonNode read = call("GET", target).body();
    assertThat(read.path("id")).isEqualTo(first.body().path("id"));
    assertThat(read.path("displayName").asString()).isEqualTo("again");
    assertThat(listed("/applications", "uniqueName eq 'run-1''s app'")).hasSize(1);
    Answer second =
        call("POST", "/applications", "{\"displayName\":\"x\",\"uniqueName\":\"run-1's app\"}");
    assertThat(second.status()).isEqualTo(409);
  }

  @Test
  void listsFilterOnNamesIdsAndTags() throws IOException {
    ObjectNode body = Json.object().put("displayName", "Filter O'Neill");
    body.putArray("tags").add("RunId:7").add("other");
    JsonNode one = call("POST", "/applications", body.toString()).body();
    String appId = one.path("appId").asString();
    JsonNode principal = principal(appId);

    assertThat(listed("/applications", "displayName eq 'Filter O''Neill'")).containsExactly(one);
    assertThat(listed("/applications", "startswith(displayName,'filter o')")).containsExactly(one);
    assertThat(listed("/applications", "appId eq '" + appId + "'")).containsExactly(one);
    assertThat(listed("/applications", "tags/any(t:t eq 'RunId:7')")).containsExactly(one);
    assertThat(listed("/applications", "tags/any(t:t eq 'RunId:7') and displayName eq 'nobody'"))
        .isEmpty();
    assertThat(listed("/applications", "displayName eq 'nobody' or tags/any(x:x eq 'other')"))
        .containsExactly(one);
    assertThat(listed("/servicePrincipals", "servicePrincipalNames/any(c:c eq '" + appId + "')"))
        .containsExactly(principal);
    assertThat(listed("/servicePrincipals", "displayName eq 'Filter O''Neill'"))
        .containsExactly(principal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "displayName ne 'x'",
        "displayName eq 'x' trailing",
        "secret eq 'x'",
        "tags/any(t:u eq 'x')",
        "displayName eq 'x",
        "endswith(displayName,'x')"
      })
  void aFilterThatIsNotSupportedIsRefused(String filter) throws IOException {
    Answer answer = call("GET", "/applications?$filter=" + CloudClient.encode(filter));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("Request_UnsupportedQuery");
  }

  @Test
  void pagesFollowLinksUntilAllAreShown() throws IOException {
    for (int i = 0; i < 5; i++) {
      call("POST", "/applications", "{\"displayName\":\"paged\"}");
    }
    String url =
        "/applications?$top=2&$select=id&$count=true&$filter="
            + CloudClient.encode("displayName eq 'paged'");
    JsonNode page = call("GET", url).body();
    assertThat(page.path("@odata.count").asInt()).isEqualTo(5);
    int seen = page.path("value").size();
    assertThat(page.path("value").get(0).propertyNames()).containsExactly("id");
    while (page.path("@odata.nextLink").isString()) {
      page = admin.callUrl("GET", page.path("@odata.nextLink").asString(), null).body();
      assertThat(page.path("value").size()).isBetween(1, 2);
      seen += page.path("value").size();
    }
    assertThat(seen).isEqualTo(5);
    assertThat(call("GET", "/applications?$top=0").status()).isEqualTo(400);
  }

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

  /** The administrator's token has expired with the clock. */
  private static void signInAgain() throws IOException {
    admin =
        CloudClient.anonymous(emulator.info())
            .signedIn(emulator.info().clientId(), emulator.info().clientSecret(), RESOURCE);
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
  void anApplicationTakesItsPrincipalAlongAndBothWaitToBePurged() throws IOException {
    JsonNode application = application("doomed");
    JsonNode principal = principal(application.path("appId").asString());
    String id = application.path("id").asString();
    String principalId = principal.path("id").asString();
    assertThat(call("DELETE", "/applications/" + id).status()).isEqualTo(204);

    assertThat(call("GET", "/servicePrincipals/" + principalId).status()).isEqualTo(404);
    assertThat(deletedIds("application")).contains(id);
    assertThat(deletedIds("servicePrincipal")).contains(principalId);
    assertThat(
            call("GET", "/directory/deletedItems/" + id).body().path("deletedDateTime").isString())
        .isTrue();

    assertThat(call("DELETE", "/directory/deletedItems/" + id).status()).isEqualTo(204);
    assertThat(call("DELETE", "/directory/deletedItems/" + id).status()).isEqualTo(404);
    assertThat(deletedIds("application")).doesNotContain(id);
    assertThat(deletedIds("servicePrincipal")).contains(principalId);
  }

  @Test
  void deletingAPrincipalLeavesItsApplicationAndARestoreBringsItBack() throws IOException {
    JsonNode application = application("restored");
    String principalId = principal(application.path("appId").asString()).path("id").asString();
    assertThat(call("DELETE", "/servicePrincipals/" + principalId).status()).isEqualTo(204);
    assertThat(call("GET", "/applications/" + application.path("id").asString()).status())
        .isEqualTo(200);

    Answer restored = call("POST", "/directory/deletedItems/" + principalId + "/restore", null);
    assertThat(restored.status()).isEqualTo(200);
    assertThat(call("GET", "/servicePrincipals/" + principalId).status()).isEqualTo(200);
  }

  @Test
  void aPrincipalNeedsAnApplicationAndIsTheOnlyOneOfIt() throws IOException {
    String nobody = "{\"appId\":\"11111111-1111-1111-1111-111111111111\"}";
    assertThat(call("POST", "/servicePrincipals", nobody).code()).isEqualTo("Request_BadRequest");
    String appId = application("single").path("appId").asString();
    principal(appId);
    Answer again = call("POST", "/servicePrincipals", "{\"appId\":\"" + appId + "\"}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(upsert("/servicePrincipals(appId='" + appId + "')", "{\"tags\":[\"t\"]}").status())
        .isEqualTo(204);
    assertThat(
            call("GET", "/servicePrincipals(appId='" + appId + "')").body().path("tags").toString())
        .isEqualTo("[\"t\"]");
  }

  @Test
  void deletedObjectsCountTowardsTheQuota() throws IOException {
    JsonNode victim = application("victim");
    call("DELETE", "/applications/" + victim.path("id").asString());
    long used =
        Stream.of("graph.application", "graph.servicePrincipal")
            .mapToLong(kind -> emulator.cloud().store().list(kind).size())
            .sum();
    emulator.cloud().settings().change(setting("quotas", DirectoryObjects.QUOTA, used));

    Answer refused = call("POST", "/applications", "{\"displayName\":\"one too many\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("Directory_QuotaExceeded");

    call("DELETE", "/directory/deletedItems/" + victim.path("id").asString());
    assertThat(call("POST", "/applications", "{\"displayName\":\"fits\"}").status()).isEqualTo(201);
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

  @Test
  void objectsAreFoundByIdsWhateverTheirKind() throws IOException {
    JsonNode application = application("by id");
    JsonNode principal = principal(application.path("appId").asString());
    ObjectNode body = Json.object();
    body.putArray("ids")
        .add(principal.path("id").asString())
        .add(application.path("id").asString())
        .add("22222222-2222-2222-2222-222222222222");
    JsonNode found =
        call("POST", "/directoryObjects/getByIds", body.toString()).body().path("value");
    assertThat(found.valueStream().map(object -> object.path("@odata.type").asString()))
        .containsExactly("#microsoft.graph.servicePrincipal", "#microsoft.graph.application");
  }

  @Test
  void whatTheDirectoryDoesNotAnswerIsAClearError() throws IOException {
    assertThat(call("GET", "/users").body().path("error").path("message").asString())
        .contains("/users");
    assertThat(call("GET", "/users").status()).isEqualTo(400);
    assertThat(call("POST", "/applications", "{}").status()).isEqualTo(400);
    assertThat(
            CloudClient.anonymous(emulator.info())
                .callUrl("GET", url("/applications"), null)
                .status())
        .isEqualTo(401);
  }

  private static JsonNode application(String name) throws IOException {
    return call("POST", "/applications", Json.object().put("displayName", name).toString()).body();
  }

  private static JsonNode principal(String appId) throws IOException {
    Answer made = call("POST", "/servicePrincipals", Json.object().put("appId", appId).toString());
    assertThat(made.status()).isEqualTo(201);
    return made.body();
  }

  private static Answer signIn(JsonNode application, String secret) throws IOException {
    return CloudClient.anonymous(emulator.info())
        .tokenRequest(
            application.path("appId").asString(),
            Secret.of(secret),
            "https://management.azure.com");
  }

  private static List<JsonNode> listed(String collection, String filter) throws IOException {
    Answer answer = call("GET", collection + "?$filter=" + CloudClient.encode(filter));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("value").valueStream().toList();
  }

  private static List<String> deletedIds(String type) throws IOException {
    return call("GET", "/directory/deletedItems/microsoft.graph." + type)
        .body()
        .path("value")
        .valueStream()
        .map(item -> item.path("id").asString())
        .toList();
  }

  private static Answer call(String method, String target) throws IOException {
    return call(method, target, null);
  }

  private static Answer call(String method, String target, @Nullable String body)
      throws IOException {
    return admin.callUrl(method, url(target), body);
  }

  private static Answer upsert(String target, String body) throws IOException {
    return admin.callUrl("PATCH", url(target), body, Map.of("Prefer", "create-if-missing"));
  }

  private static String url(String target) {
    return emulator.info().graphEndpoint() + "/v1.0" + target.replace(" ", "%20");
  }

  private static ObjectNode setting(String group, String name, long value) {
    ObjectNode setting = Json.object();
    setting.putObject(group).put(name, value);
    return setting;
  }

  private static List<String> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(GraphTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.haymaker.emulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GraphTest extends GraphScene {

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
}

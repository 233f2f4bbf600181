package io.haymaker.emulator.resourcegraph;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import com.azure.resourcemanager.resourcegraph.models.QueryResponse;
import com.azure.resourcemanager.resourcegraph.models.ResultFormat;
import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.SdkClients;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ResourceGraphTest {

  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String DISKS = "Resources | where type == 'microsoft.compute/disks'";

  @TempDir static Path data;
  private static Emulator emulator;
  private static CloudClient admin;

  @BeforeAll
  static void start() throws IOException {
    emulator = Emulator.start(EmulatorOptions.in(data).withSettings(Settings.immediate()));
    admin = CloudClient.administrator(emulator.info());
    for (String group : List.of("one", "Two")) {
      admin.put(
          group(group), "{\"location\":\"westeurope\",\"tags\":{\"RunId\":\"" + group + "\"}}");
      for (int i = 0; i < 5; i++) {
        makeDisk(group, "disk-" + i);
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    emulator.close();
  }

  @BeforeEach
  void nothingTakesTime() {
    emulator.cloud().settings().change(Settings.immediate().toJson());
  }

  @Test
  void rowsAreFoundByTagAndHaveTheColumnsThatClientsUse() throws IOException {
    List<JsonNode> rows = rows(DISKS + " | where tags['RunId'] == 'Two' | order by name asc");
    assertThat(rows).hasSize(5);
    JsonNode first = rows.getFirst();
    assertThat(first.path("id").asString()).isEqualTo(disk("Two", "disk-0"));
    assertThat(first.path("type").asString()).isEqualTo("microsoft.compute/disks");
    assertThat(first.path("resourceGroup").asString()).isEqualTo("two");
    assertThat(first.path("subscriptionId").asString()).isEqualTo(emulator.info().subscriptionId());
    assertThat(first.path("location").asString()).isEqualTo("westeurope");
    assertThat(first.at("/properties/diskSizeGB").asInt()).isEqualTo(0);
    assertThat(rows(DISKS + " | where tags['runid'] == 'Two'")).isEmpty();
  }

  @Test
  void countsAndGroupsAreAnswered() throws IOException {
    assertThat(
            rows(DISKS + " | summarize count() by run = tostring(tags.RunId) | order by run asc"))
        .extracting(row -> row.path("run").asString() + row.path("count_").asInt())
        .containsExactly("Two5", "one5");
    assertThat(rows("ResourceContainers | where type has 'resourceGroups' and tags.RunId == 'one'"))
        .singleElement()
        .satisfies(row -> assertThat(row.path("id").asString()).isEqualTo(group("one")));
  }

  @Test
  void childrenExtensionsAndDirectoryObjectsAreNotInTheTable() throws IOException {
    String network = group("one") + "/providers/Microsoft.Network/virtualNetworks/net";
    admin.put(
        network,
        "{\"location\":\"westeurope\",\"properties\":{\"addressSpace\":{\"addressPrefixes\":[\"10.0.0.0/16\"]},"
            + "\"subnets\":[{\"name\":\"s\",\"properties\":{\"addressPrefix\":\"10.0.0.0/24\"}}]}}");
    admin.put(
        network + "/providers/Microsoft.Authorization/locks/l",
        "{\"properties\":{\"level\":\"CanNotDelete\"}}");
    assertThat(rows("Resources | where id contains 'virtualNetworks/net' | project type"))
        .extracting(row -> row.path("type").asString())
        .containsExactly("microsoft.network/virtualnetworks");
  }

  @Test
  void pagesAreFollowedByTheirTokenWhichNeedsTheId() throws IOException {
    ObjectNode body = body(DISKS + " | project id | order by id asc");
    Json.child(body, "options").put("$top", 4);
    List<String> ids = new ArrayList<>();
    int pages = 0;
    while (true) {
      JsonNode page = query(body).body();
      assertThat(page.path("totalRecords").asInt()).isEqualTo(10);
      assertThat(page.path("resultTruncated").asString()).isEqualTo("false");
      page.path("data").forEach(row -> ids.add(row.path("id").asString()));
      pages++;
      if (!page.path("$skipToken").isString()) {
        break;
      }
      Json.child(body, "options").put("$skipToken", page.path("$skipToken").asString());
    }
    assertThat(pages).isEqualTo(3);
    assertThat(ids).hasSize(10).doesNotHaveDuplicates();

    ObjectNode noId = body(DISKS + " | project name");
    Json.child(noId, "options").put("$top", 4);
    JsonNode cut = query(noId).body();
    assertThat(cut.path("resultTruncated").asString()).isEqualTo("true");
    assertThat(cut.has("$skipToken")).isFalse();

    Json.child(noId, "options")
        .put("$skipToken", Json.child(body, "options").path("$skipToken").asString());
    assertThat(query(noId).status()).isEqualTo(400);
    Json.child(noId, "options").remove("$skipToken");
    Json.child(noId, "options").put("$top", 1001);
    assertThat(query(noId).status()).isEqualTo(400);
  }

  @Test
  void theInventoryLagsBehindCreationsAndDeletions() throws IOException {
    emulator.cloud().settings().change(Json.object().put("inventoryLag", "PT20S"));
    String query = DISKS + " | where name == 'lagging'";
    makeDisk("one", "lagging");
    assertThat(rows(query)).isEmpty();
    emulator.cloud().clock().advance(Duration.ofSeconds(21));
    assertThat(rows(query)).hasSize(1);

    admin.delete(disk("one", "lagging"));
    assertThat(admin.get(disk("one", "lagging")).status()).isEqualTo(404);
    assertThat(rows(query)).hasSize(1);
    emulator.cloud().clock().advance(Duration.ofSeconds(21));
    assertThat(rows(query)).isEmpty();
  }

  @Test
  void aCallerSeesWhatItMayRead() throws IOException {
    Principal principal = principal();
    CloudClient reader =
        CloudClient.anonymous(emulator.info())
            .signedIn(principal.appId(), principal.secret(), "https://management.azure.com");
    assertThat(send(reader, body(DISKS)).body().path("totalRecords").asInt()).isZero();
    ObjectNode assignment = Json.object();
    assignment
        .putObject("properties")
        .put(
            "roleDefinitionId",
            "/subscriptions/"
                + emulator.info().subscriptionId()
                + "/providers/Microsoft.Authorization/roleDefinitions/"
                + READER)
        .put("principalId", principal.id())
        .put("principalType", "ServicePrincipal");
    admin.call(
        "PUT",
        group("one")
            + "/providers/Microsoft.Authorization/roleAssignments/"
            + UUID.randomUUID()
            + "?api-version=2022-04-01",
        assignment.toString());

    JsonNode seen = send(reader, body(DISKS)).body();
    assertThat(seen.path("data").valueStream().map(row -> row.path("resourceGroup").asString()))
        .hasSize(5)
        .containsOnly("one");
  }

  @Test
  void whatTheSubsetDoesNotHoldIsAClear400() throws IOException {
    Answer answer = query(body("Resources | join kind=inner (ResourceContainers) on id"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/error/message").asString()).contains("'join'", "13");
    assertThat(answer.body().at("/error/details/0/code").asString()).isEqualTo("ParserFailure");

    ObjectNode table = body(DISKS);
    Json.child(table, "options").put("resultFormat", "table");
    assertThat(query(table).status()).isEqualTo(400);
    ObjectNode elsewhere = body(DISKS);
    elsewhere.putArray("subscriptions").add("11111111-1111-1111-1111-111111111111");
    assertThat(query(elsewhere).body().toString()).contains("NoValidSubscriptionsInQueryRequest");
  }

  @Test
  void tooManyQueriesAreThrottledWhereThatIsSwitchedOn() throws IOException {
    emulator.cloud().settings().change(Json.object().put("throttling", true));
    emulator.cloud().clock().advance(Duration.ofSeconds(6));
    Answer answer = query(body(DISKS));
    assertThat(answer.header("x-ms-user-quota-remaining")).contains("14");
    // The measure is renewed every five seconds of real time, which a slow machine needs for some.
    for (int i = 0; i < 200 && answer.status() == 200; i++) {
      answer = query(body(DISKS));
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).contains("5");
    emulator.cloud().clock().advance(Duration.ofSeconds(6));
    assertThat(query(body(DISKS)).status()).isEqualTo(200);
  }

  @Test
  void theOfficialClientPagesThroughMaps() throws IOException {
    SdkClients sdk = new SdkClients(emulator.info());
    ResourceGraphManager manager =
        ResourceGraphManager.configure()
            .withHttpClient(sdk.http())
            .authenticate(sdk.credential(), sdk.profile());
    QueryRequestOptions options =
        new QueryRequestOptions().withTop(6).withResultFormat(ResultFormat.OBJECT_ARRAY);
    QueryRequest request =
        new QueryRequest()
            .withSubscriptions(List.of(emulator.info().subscriptionId()))
            .withQuery(DISKS + " | project id, tags | order by id asc")
            .withOptions(options);
    QueryResponse first = manager.resourceProviders().resources(request);
    assertThat(first.data()).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(6);
    assertThat(((List<?>) first.data()).getFirst()).isInstanceOf(Map.class);
    options.withSkipToken(first.skipToken());
    assertThat(manager.resourceProviders().resources(request).count()).isEqualTo(4);
  }

  private record Principal(String id, String appId, Secret secret) {}

  private static Principal principal() throws IOException {
    CloudClient graph =
        CloudClient.anonymous(emulator.info())
            .signedIn(
                emulator.info().clientId(),
                emulator.info().clientSecret(),
                "https://graph.microsoft.com");
    String base = emulator.info().graphEndpoint() + "/v1.0";
    String appId =
        graph
            .callUrl("POST", base + "/applications", "{\"displayName\":\"reader\"}")
            .body()
            .path("appId")
            .asString();
    String id =
        graph
            .callUrl("POST", base + "/servicePrincipals", "{\"appId\":\"" + appId + "\"}")
            .body()
            .path("id")
            .asString();
    JsonNode password =
        graph.callUrl("POST", base + "/servicePrincipals/" + id + "/addPassword", "{}").body();
    return new Principal(id, appId, Secret.of(password.path("secretText").asString()));
  }

  private static void makeDisk(String group, String name) throws IOException {
    ObjectNode body = Json.object().put("location", "westeurope");
    body.putObject("tags").put("RunId", group);
    body.putObject("properties").put("diskSizeGB", 0);
    assertThat(admin.put(disk(group, name), body.toString()).status()).isEqualTo(201);
  }

  private static String group(String name) {
    return "/subscriptions/" + emulator.info().subscriptionId() + "/resourceGroups/" + name;
  }

  private static String disk(String group, String name) {
    return group(group) + "/providers/Microsoft.Compute/disks/" + name;
  }

  private static ObjectNode body(String query) {
    ObjectNode body = Json.object().put("query", query);
    body.putArray("subscriptions").add(emulator.info().subscriptionId());
    return body;
  }

  private static List<JsonNode> rows(String query) throws IOException {
    Answer answer = query(body(query));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body().path("data").valueStream().toList();
  }

  private static Answer query(ObjectNode body) throws IOException {
    return send(admin, body);
  }

  private static Answer send(CloudClient client, ObjectNode body) throws IOException {
    return client.call(
        "POST",
        "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01",
        body.toString());
  }
}

package io.haymaker.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.json.JsonReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentProcessTest {

  private static final String NIC = "/networkInterfaces/nic";

  private FakeCloud cloud;

  @BeforeEach
  void startCloud() throws IOException {
    cloud = FakeCloud.start();
  }

  @AfterEach
  void stopCloud() {
    cloud.close();
  }

  @Test
  void runsTheThreePhasesAndLeavesNothing() throws Exception {
    AgentHarness agent = new AgentHarness(cloud, AgentHarness.THINGS);

    assertThat(agent.run()).isEqualTo(ExitCode.DONE);

    assertThat(cloud.remaining()).isEmpty();
    assertThat(types())
        .startsWith("agent_started")
        .endsWith("cleanup_complete")
        .doesNotContain("error");
    assertThat(names("resource_created")).containsExactly("vnet-abc234", "nic", "a");
    assertThat(names("resource_deleted")).containsExactly("nic", "a", "vnet-abc234");
    assertThat(cloud.events("operation")).hasSize(7);
    assertThat(cloud.events())
        .allSatisfy(
            event -> {
              assertThat(text(event, "run_id")).isEqualTo("11111111-2222-3333-4444-555555555555");
              assertThat(text(event, "scenario_name")).isEqualTo("test-01-things");
              assertThat(text(event, "agent_id")).isEqualTo("agent-1");
              assertThat(text(event, "severity")).isIn("info", "warning", "error");
              assertThat(text(event, "timestamp")).endsWith("Z");
            });
  }

  @Test
  void tagsWhatTakesTagsAndKeepsTheDocumentsOwn() throws Exception {
    new AgentHarness(cloud, AgentHarness.THINGS).run();

    JsonObject network = body("PUT", "/virtualNetworks/vnet-abc234");
    assertThat(text(network, "tags", "team")).isEqualTo("web");
    assertThat(text(network, "tags", "AzureHayMaker-managed")).isEqualTo("true");
    assertThat(text(network, "tags", "RunId")).isEqualTo("11111111-2222-3333-4444-555555555555");
    assertThat(text(network, "tags", "Scenario")).isEqualTo("test-01-things");
    assertThat(text(network, "tags", "HayMaker-Installation")).isEqualTo("inst-1");
    assertThat(network.at("tags", "runid")).isEmpty();
    assertThat(text(body("PUT", NIC), "tags", "Scenario")).isEqualTo("test-01-things");
    assertThat(body("PUT", "/subnets/a").at("tags")).isEmpty();
    assertThat(body("PATCH", NIC).at("tags")).isEmpty();
    assertThat(text(cloud.events("resource_created").getFirst(), "tags", "Scenario"))
        .isEqualTo("test-01-things");
  }

  @Test
  void givesReferencesTheirValues() throws Exception {
    new AgentHarness(cloud, AgentHarness.THINGS).run();

    JsonObject nic = body("PUT", NIC);
    assertThat(text(nic, "properties", "subnet"))
        .isEqualTo(FakeCloud.PROVIDERS + "Microsoft.Network/virtualNetworks/vnet-abc234/subnets/a");
    assertThat(text(nic, "properties", "by")).isEqualTo("me");
  }

  @Test
  void secretsStayOutOfEventsAndLog() throws Exception {
    String two =
        "echo \"$PASSWORD $AZURE_CLIENT_SECRET\" | tr a-z a-z; echo " + AgentHarness.SECRET;
    AgentHarness agent =
        new AgentHarness(cloud, AgentHarness.document("bash", "true", two, "true"));

    assertThat(agent.run()).isEqualTo(ExitCode.DONE);

    String said = cloud.events() + agent.log();
    assertThat(said).contains("***").doesNotContain(AgentHarness.SECRET).doesNotContain("Hm7-");
  }

  @Test
  void aFailureInPhaseOneLeadsToTheCleanup() throws Exception {
    cloud.fail(r -> r.is("PUT", NIC), FakeCloud.Answer.error(400, "InvalidParameter"), 1);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run())
        .isEqualTo(ExitCode.SCENARIO_FAILED);

    assertThat(cloud.remaining()).isEmpty();
    assertThat(cloud.arm("PATCH")).isEmpty();
    assertThat(names("resource_deleted")).containsExactly("vnet-abc234");
    assertThat(messages("error")).anyMatch(message -> message.contains("InvalidParameter"));
    assertThat(types()).endsWith("cleanup_complete");
  }

  @Test
  void aFailureInPhaseTwoIsReportedAndTheRestGoesOn() throws Exception {
    cloud.fail(r -> r.is("PATCH", NIC), FakeCloud.Answer.error(400, "InvalidParameter"), 1);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run())
        .isEqualTo(ExitCode.SCENARIO_FAILED);
    assertThat(names("resource_deleted")).containsExactly("nic", "a", "vnet-abc234");
  }

  @Test
  void anIdentityThatIsNotKnownYetIsTriedAgain() throws Exception {
    cloud.fail(
        r -> r.path().endsWith("/token"),
        FakeCloud.Answer.of(
            401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215\"}"),
        3);
    cloud.fail(
        r -> r.is("PUT", "vnet-abc234"), FakeCloud.Answer.error(403, "AuthorizationFailed"), 5);
    cloud.fail(r -> r.is("PUT", "vnet-abc234"), FakeCloud.Answer.error(401, "InvalidToken"), 2);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aRefusalAfterSuccessIsMeant() throws Exception {
    cloud.fail(r -> r.is("PUT", NIC), FakeCloud.Answer.error(403, "AuthorizationFailed"), 1000);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run())
        .isEqualTo(ExitCode.SCENARIO_FAILED);
    assertThat(cloud.arm("PUT")).filteredOn(r -> r.path().endsWith(NIC)).hasSize(1);
  }

  @Test
  void throttlingAndBusyServicesAreWaitedFor() throws Exception {
    cloud.fail(
        r -> r.is("PUT", NIC),
        FakeCloud.Answer.error(429, "TooManyRequests").with("retry-after-ms", "10"),
        1);
    cloud.fail(r -> r.is("PUT", NIC), FakeCloud.Answer.error(503, "Unavailable"), 1);
    cloud.fail(
        r -> r.is("PUT", "/subnets/a"),
        FakeCloud.Answer.error(409, "AnotherOperationInProgress"),
        2);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void operationsAreFollowedToTheirEnd() throws Exception {
    String operation = "/subscriptions/x/operations/1";
    cloud.fail(
        r -> r.is("GET", operation),
        FakeCloud.Answer.of(200, "{\"status\":\"InProgress\"}").with("retry-after-ms", "1"),
        2);
    cloud.fail(
        r -> r.is("GET", operation), FakeCloud.Answer.of(200, "{\"status\":\"Succeeded\"}"), 1);
    cloud.fail(
        r -> r.is("PUT", "vnet-abc234"),
        FakeCloud.Answer.of(201, "{\"properties\":{\"provisioningState\":\"Updating\"}}")
            .with("Azure-AsyncOperation", cloud.url() + operation + "?api-version=1"),
        1);
    cloud.fail(
        r -> r.is("GET", "vnet-abc234"), FakeCloud.Answer.of(200, "{\"id\":\"/the/network\"}"), 2);
    cloud.fail(
        r -> r.is("DELETE", "vnet-abc234"),
        FakeCloud.Answer.of(202, "").with("Location", cloud.url() + "/subscriptions/x/results/2"),
        1);
    cloud.fail(r -> r.is("GET", "/results/2"), FakeCloud.Answer.of(202, ""), 2);
    cloud.fail(r -> r.is("GET", "/results/2"), FakeCloud.Answer.of(204, ""), 1);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run()).isEqualTo(ExitCode.DONE);
    assertThat(text(body("PUT", NIC), "properties", "subnet")).isEqualTo("/the/network/subnets/a");
    assertThat(cloud.arm("GET")).filteredOn(r -> r.path().endsWith("/results/2")).hasSize(3);
  }

  @Test
  void anOperationThatFailsFailsItsRequestAndItsResourceIsDeleted() throws Exception {
    cloud.fail(
        r -> r.is("PUT", NIC),
        FakeCloud.Answer.of(201, "{\"properties\":{\"provisioningState\":\"Creating\"}}"),
        1);
    cloud.fail(
        r -> r.is("GET", NIC),
        FakeCloud.Answer.of(200, "{\"properties\":{\"provisioningState\":\"Failed\"}}"),
        1);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run())
        .isEqualTo(ExitCode.SCENARIO_FAILED);
    assertThat(names("resource_created")).containsExactly("vnet-abc234", "nic");
    assertThat(names("resource_deleted")).containsExactly("nic", "vnet-abc234");
  }

  @Test
  void aTokenIsNeverSentElsewhere() throws Exception {
    try (FakeCloud foreign = FakeCloud.start()) {
      cloud.fail(
          r -> r.is("PUT", NIC),
          FakeCloud.Answer.of(202, "").with("Azure-AsyncOperation", foreign.url() + "/o"),
          1);
      String document = AgentHarness.THINGS.replace("GET {{net}}", "GET " + foreign.url() + "/x");

      assertThat(new AgentHarness(cloud, document).run()).isEqualTo(ExitCode.SCENARIO_FAILED);
      assertThat(foreign.requests()).isEmpty();
    }
  }

  @Test
  void whatTheDocumentForgetsIsDeletedInReverseOrder() throws Exception {
    String document = AgentHarness.THINGS.replace("DELETE {{net}}", "GET {{net}}");
    cloud.fail(r -> r.is("DELETE", "vnet-abc234"), FakeCloud.Answer.error(409, "InUse"), 2);

    assertThat(new AgentHarness(cloud, document).run()).isEqualTo(ExitCode.DONE);

    assertThat(cloud.remaining()).isEmpty();
    assertThat(names("resource_deleted")).containsExactly("a", "nic", "vnet-abc234");
    assertThat(cloud.events("resource_deleted").getLast().at("deletion_attempts"))
        .hasToString("Optional[JsonNumber[text=3]]");
  }

  @Test
  void whatCannotBeDeletedIsReportedAndGivesItsOwnExitCode() throws Exception {
    cloud.fail(r -> r.is("DELETE", NIC), FakeCloud.Answer.error(409, "ScopeLocked"), 1000);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run()).isEqualTo(ExitCode.REMAINS);

    JsonObject failed = cloud.events("resource_deletion_failed").getLast();
    assertThat(text(failed, "resource_name")).isEqualTo("nic");
    assertThat(text(failed, "deletion_error")).contains("ScopeLocked");
    assertThat(names("resource_deleted")).containsExactly("a", "vnet-abc234");
    assertThat(cloud.events("cleanup_complete").getFirst().at("details", "resources_remaining"))
        .hasToString("Optional[JsonNumber[text=1]]");
  }

  @Test
  void aResourceWhoseAnswerWasLostIsDeletedToo() throws Exception {
    cloud.fail(r -> r.is("PUT", NIC), FakeCloud.Answer.error(500, "Lost"), 1000);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS.replace("DELETE", "GET")).run())
        .isEqualTo(ExitCode.SCENARIO_FAILED);
    assertThat(cloud.arm("DELETE")).anyMatch(r -> r.path().endsWith(NIC));
    assertThat(names("resource_deleted")).containsExactly("vnet-abc234");
  }

  @Test
  void forgetsTheLastResourcesWhenToldTo() throws Exception {
    // Made last, and needing nothing.
    String document =
        AgentHarness.THINGS.replace(
            "PUT {{net}}/virtualNetworks/vnet-{{unique}}/subnets/a?",
            "PUT {{net}}/publicIPAddresses/ip?");

    assertThat(new AgentHarness(cloud, document).with("HAYMAKER_LEAVE_BEHIND", "1").run())
        .isEqualTo(ExitCode.DONE);
    assertThat(cloud.remaining()).singleElement().asString().endsWith("/publicIPAddresses/ip");
    assertThat(names("resource_deleted")).containsExactly("nic", "vnet-abc234");
    assertThat(cloud.events("resource_deletion_failed")).isEmpty();
  }

  @Test
  void forgettingIncludesWhatTheForgottenNeeds() throws Exception {
    assertThat(
            new AgentHarness(cloud, AgentHarness.THINGS).with("HAYMAKER_LEAVE_BEHIND", "1").run())
        .isEqualTo(ExitCode.DONE);
    assertThat(cloud.remaining()).hasSize(3);
    assertThat(cloud.arm("DELETE")).isEmpty();
  }

  @Test
  void bashBlocksShareOneShellOverAllPhases() throws Exception {
    String storage = FakeCloud.PROVIDERS + "Microsoft.Storage/storageAccounts/st1";
    String foreign = storage.replace("rg-test", "rg-other");
    cloud.fail(
        r -> r.path().endsWith("/providers/Microsoft.Storage"),
        FakeCloud.Answer.of(
            200,
            "{\"resourceTypes\":[{\"resourceType\":\"storageAccounts\","
                + "\"apiVersions\":[\"2025-01-01-preview\",\"2024-01-01\"]}]}"),
        1);
    AgentHarness agent =
        new AgentHarness(
            cloud,
            AgentHarness.document(
                "bash",
                "X=$UNIQUE-$RESOURCE_GROUP; echo '{\"id\": \"" + storage + "\"}' " + foreign,
                "test \"$X\" = abc234-rg-test",
                "test \"$X\" = abc234-rg-test && echo bye"));

    assertThat(agent.run()).isEqualTo(ExitCode.DONE);
    assertThat(names("resource_created")).containsExactly("st1");
    assertThat(cloud.arm("DELETE"))
        .singleElement()
        .satisfies(r -> assertThat(r.path()).isEqualTo(storage))
        .satisfies(r -> assertThat(r.query()).isEqualTo("api-version=2024-01-01"));
  }

  @Test
  void aFailingBashBlockFailsTheScenario() throws Exception {
    String document = AgentHarness.document("bash", "false; echo on", "touch never", "true");

    assertThat(new AgentHarness(cloud, document).run()).isEqualTo(ExitCode.SCENARIO_FAILED);
    assertThat(messages("error")).anyMatch(message -> message.contains("ended with 1"));
  }

  @Test
  void withoutAShellBashBlocksAreSkippedWithAWarning() throws Exception {
    String document = AgentHarness.document("bash", "false", "false", "false");

    assertThat(new AgentHarness(cloud, document).withShell("/no/such/shell").run())
        .isEqualTo(ExitCode.DONE);
    assertThat(cloud.events("operation"))
        .hasSize(3)
        .allSatisfy(event -> assertThat(text(event, "severity")).isEqualTo("warning"));
  }

  @Test
  void aStopInPhaseTwoLeadsToTheCleanupAtOnce() throws Exception {
    AgentHarness agent =
        new AgentHarness(cloud, AgentHarness.THINGS).with("HAYMAKER_DURATION", "PT1H");
    cloud.fail(
        r -> r.is("DELETE", NIC), FakeCloud.Answer.of(202, "").with("Retry-After", "600"), 1);
    Thread stopper =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    cloud.awaitEvent("resource_created");
                    agent.stop.request();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                });

    assertThat(agent.run()).isEqualTo(ExitCode.DONE);

    assertThat(stopper.join(Duration.ofSeconds(1))).isTrue();
    assertThat(cloud.remaining()).isEmpty();
    assertThat(types()).endsWith("cleanup_complete");
  }

  @Test
  void eventsAreDeliveredWhenTheBusComesBack() throws Exception {
    cloud.fail(r -> r.path().endsWith("/messages"), FakeCloud.Answer.of(503, ""), 2);

    AgentHarness agent = new AgentHarness(cloud, AgentHarness.THINGS);
    assertThat(agent.run()).isEqualTo(ExitCode.DONE);

    assertThat(cloud.events()).hasSize((int) agent.log().lines().count());
    assertThat(cloud.events().stream().map(event -> text(event, "event_id")).distinct().count())
        .isEqualTo(cloud.events().size());
    assertThat(types()).startsWith("agent_started").endsWith("cleanup_complete");
  }

  private List<String> types() {
    return cloud.events().stream().map(event -> text(event, "event_type")).toList();
  }

  private List<String> names(String type) {
    return cloud.events(type).stream().map(event -> text(event, "resource_name")).toList();
  }

  private List<String> messages(String type) {
    return cloud.events(type).stream().map(event -> text(event, "message")).toList();
  }

  private JsonObject body(String method, String end) {
    return cloud.requests().stream()
        .filter(request -> request.is(method, end))
        .map(request -> (JsonObject) JsonReader.read(request.body()).orElseThrow())
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static String text(JsonObject json, String... path) {
    return FakeCloud.text(json, path);
  }
}

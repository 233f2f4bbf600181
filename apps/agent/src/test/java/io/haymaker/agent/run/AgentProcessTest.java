package io.haymaker.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.agent.json.Json.JsonObject;
import java.io.IOException;
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
    assertThat(cloud.types())
        .startsWith("agent_started")
        .endsWith("cleanup_complete")
        .doesNotContain("error");
    assertThat(cloud.names("resource_created")).containsExactly("vnet-abc234", "nic", "a");
    assertThat(cloud.names("resource_deleted")).containsExactly("nic", "a", "vnet-abc234");
    assertThat(cloud.events("operation")).hasSize(7);
    assertThat(cloud.events())
        .allSatisfy(
            event -> {
              assertThat(FakeCloud.text(event, "run_id"))
                  .isEqualTo("11111111-2222-3333-4444-555555555555");
              assertThat(FakeCloud.text(event, "scenario_name")).isEqualTo("test-01-things");
              assertThat(FakeCloud.text(event, "agent_id")).isEqualTo("agent-1");
              assertThat(FakeCloud.text(event, "severity")).isIn("info", "warning", "error");
              assertThat(FakeCloud.text(event, "timestamp")).endsWith("Z");
            });
  }

  @Test
  void tagsWhatTakesTagsAndKeepsTheDocumentsOwn() throws Exception {
    new AgentHarness(cloud, AgentHarness.THINGS).run();

    JsonObject network = cloud.lastBody("PUT", "/virtualNetworks/vnet-abc234");
    assertThat(FakeCloud.text(network, "tags", "team")).isEqualTo("web");
    assertThat(FakeCloud.text(network, "tags", "AzureHayMaker-managed")).isEqualTo("true");
    assertThat(FakeCloud.text(network, "tags", "RunId"))
        .isEqualTo("11111111-2222-3333-4444-555555555555");
    assertThat(FakeCloud.text(network, "tags", "Scenario")).isEqualTo("test-01-things");
    assertThat(FakeCloud.text(network, "tags", "HayMaker-Installation")).isEqualTo("inst-1");
    assertThat(network.at("tags", "runid")).isEmpty();
    assertThat(FakeCloud.text(cloud.lastBody("PUT", NIC), "tags", "Scenario"))
        .isEqualTo("test-01-things");
    assertThat(cloud.lastBody("PUT", "/subnets/a").at("tags")).isEmpty();
    assertThat(cloud.lastBody("PATCH", NIC).at("tags")).isEmpty();
    assertThat(FakeCloud.text(cloud.events("resource_created").getFirst(), "tags", "Scenario"))
        .isEqualTo("test-01-things");
  }

  @Test
  void givesReferencesTheirValues() throws Exception {
    new AgentHarness(cloud, AgentHarness.THINGS).run();

    JsonObject nic = cloud.lastBody("PUT", NIC);
    assertThat(FakeCloud.text(nic, "properties", "subnet"))
        .isEqualTo(FakeCloud.PROVIDERS + "Microsoft.Network/virtualNetworks/vnet-abc234/subnets/a");
    assertThat(FakeCloud.text(nic, "properties", "by")).isEqualTo("me");
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
  void whatTheDocumentForgetsIsDeletedInReverseOrder() throws Exception {
    String document = AgentHarness.THINGS.replace("DELETE {{net}}", "GET {{net}}");
    cloud.fail(r -> r.is("DELETE", "vnet-abc234"), FakeCloud.Answer.error(409, "InUse"), 2);

    assertThat(new AgentHarness(cloud, document).run()).isEqualTo(ExitCode.DONE);

    assertThat(cloud.remaining()).isEmpty();
    assertThat(cloud.names("resource_deleted")).containsExactly("a", "nic", "vnet-abc234");
    assertThat(cloud.events("resource_deleted").getLast().at("deletion_attempts"))
        .hasToString("Optional[JsonNumber[text=3]]");
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
    assertThat(cloud.names("resource_deleted")).containsExactly("nic", "vnet-abc234");
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
    assertThat(cloud.names("resource_created")).containsExactly("st1");
    assertThat(cloud.arm("DELETE"))
        .singleElement()
        .satisfies(r -> assertThat(r.path()).isEqualTo(storage))
        .satisfies(r -> assertThat(r.query()).isEqualTo("api-version=2024-01-01"));
  }

  @Test
  void aResourceIsFoundWhereverItsIdStandsInALongOutput() throws Exception {
    String storage = FakeCloud.PROVIDERS + "Microsoft.Storage/storageAccounts/st1";
    String noisy = "seq 1 20000; echo " + storage + "; seq 1 20000";

    new AgentHarness(cloud, AgentHarness.document("bash", noisy, "true", "true")).run();

    assertThat(cloud.names("resource_created")).containsExactly("st1");
  }

  /** As the documents of the beginning were written, on whatever system. */
  @Test
  void aDocumentOfScriptsWithForeignLineEndsRuns() throws Exception {
    String storage = FakeCloud.PROVIDERS + "Microsoft.Storage/storageAccounts/st1";
    String document =
        AgentHarness.document(
            "bash", "export NAME=st1\necho \\\n  " + storage, "test $NAME = st1", "true");

    new AgentHarness(cloud, "\uFEFF" + document.replace("\n", "\r\n")).run();

    assertThat(cloud.names("resource_created")).containsExactly("st1");
    assertThat(cloud.messages("error")).isEmpty();
  }

  @Test
  void aFailingBashBlockFailsTheScenario() throws Exception {
    String document = AgentHarness.document("bash", "false; echo on", "touch never", "true");

    assertThat(new AgentHarness(cloud, document).run()).isEqualTo(ExitCode.SCENARIO_FAILED);
    assertThat(cloud.messages("error")).anyMatch(message -> message.contains("ended with 1"));
  }

  @Test
  void withoutAShellBashBlocksAreSkippedWithAWarning() throws Exception {
    String document = AgentHarness.document("bash", "false", "false", "false");

    assertThat(new AgentHarness(cloud, document).withShell("/no/such/shell").run())
        .isEqualTo(ExitCode.DONE);
    assertThat(cloud.events("operation"))
        .hasSize(3)
        .allSatisfy(event -> assertThat(FakeCloud.text(event, "severity")).isEqualTo("warning"));
  }
}

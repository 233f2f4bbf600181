package io.haymaker.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.agent.json.Json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentFailureTest {

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
  void aFailureInPhaseOneLeadsToTheCleanup() throws Exception {
    cloud.fail(r -> r.is("PUT", NIC), FakeCloud.Answer.error(400, "InvalidParameter"), 1);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run())
        .isEqualTo(ExitCode.SCENARIO_FAILED);

    assertThat(cloud.remaining()).isEmpty();
    assertThat(cloud.arm("PATCH")).isEmpty();
    assertThat(cloud.names("resource_deleted")).containsExactly("vnet-abc234");
    assertThat(cloud.messages("error")).anyMatch(message -> message.contains("InvalidParameter"));
    assertThat(cloud.types()).endsWith("cleanup_complete");
  }

  @Test
  void aFailureInPhaseTwoIsReportedAndTheRestGoesOn() throws Exception {
    cloud.fail(r -> r.is("PATCH", NIC), FakeCloud.Answer.error(400, "InvalidParameter"), 1);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run())
        .isEqualTo(ExitCode.SCENARIO_FAILED);
    assertThat(cloud.names("resource_deleted")).containsExactly("nic", "a", "vnet-abc234");
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
    assertThat(FakeCloud.text(cloud.lastBody("PUT", NIC), "properties", "subnet"))
        .isEqualTo("/the/network/subnets/a");
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
    assertThat(cloud.names("resource_created")).containsExactly("vnet-abc234", "nic");
    assertThat(cloud.names("resource_deleted")).containsExactly("nic", "vnet-abc234");
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
  void whatCannotBeDeletedIsReportedAndGivesItsOwnExitCode() throws Exception {
    cloud.fail(r -> r.is("DELETE", NIC), FakeCloud.Answer.error(409, "ScopeLocked"), 1000);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS).run()).isEqualTo(ExitCode.REMAINS);

    JsonObject failed = cloud.events("resource_deletion_failed").getLast();
    assertThat(FakeCloud.text(failed, "resource_name")).isEqualTo("nic");
    assertThat(FakeCloud.text(failed, "deletion_error")).contains("ScopeLocked");
    assertThat(cloud.names("resource_deleted")).containsExactly("a", "vnet-abc234");
    assertThat(cloud.events("cleanup_complete").getFirst().at("details", "resources_remaining"))
        .hasToString("Optional[JsonNumber[text=1]]");
  }

  @Test
  void aResourceWhoseAnswerWasLostIsDeletedToo() throws Exception {
    cloud.fail(r -> r.is("PUT", NIC), FakeCloud.Answer.error(500, "Lost"), 1000);

    assertThat(new AgentHarness(cloud, AgentHarness.THINGS.replace("DELETE", "GET")).run())
        .isEqualTo(ExitCode.SCENARIO_FAILED);
    assertThat(cloud.arm("DELETE")).anyMatch(r -> r.path().endsWith(NIC));
    assertThat(cloud.names("resource_deleted")).containsExactly("vnet-abc234");
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
                    cloud.awaitRequest(r -> r.is("PATCH", NIC));
                    agent.stop.request();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                });

    assertThat(agent.run()).isEqualTo(ExitCode.DONE);

    assertThat(stopper.join(Duration.ofMinutes(1))).isTrue();
    assertThat(cloud.remaining()).isEmpty();
    assertThat(cloud.types()).endsWith("cleanup_complete");
  }

  @Test
  void eventsAreDeliveredWhenTheBusComesBack() throws Exception {
    cloud.fail(r -> r.path().endsWith("/messages"), FakeCloud.Answer.of(503, ""), 2);

    AgentHarness agent = new AgentHarness(cloud, AgentHarness.THINGS);
    assertThat(agent.run()).isEqualTo(ExitCode.DONE);

    assertThat(cloud.events()).hasSize((int) agent.log().lines().count());
    assertThat(
            cloud.events().stream()
                .map(event -> FakeCloud.text(event, "event_id"))
                .distinct()
                .count())
        .isEqualTo(cloud.events().size());
    assertThat(cloud.types()).startsWith("agent_started").endsWith("cleanup_complete");
  }
}

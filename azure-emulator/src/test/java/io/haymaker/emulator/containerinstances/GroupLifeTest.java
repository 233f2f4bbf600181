package io.haymaker.emulator.containerinstances;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GroupLifeTest {

  @TempDir Path data;
  private GroupsFixture cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = GroupsFixture.start(data);
  }

  @AfterEach
  void stop() throws IOException {
    cloud.close();
  }

  @Test
  void aGroupRunsToItsEndAndSaysHow() throws Exception {
    cloud.made("well", cloud.body("exit 0"));
    cloud.made("badly", cloud.body("exit 3"));

    cloud.awaitState("well", "Succeeded");
    cloud.awaitState("badly", "Failed");

    assertThat(cloud.read("well").path("provisioningState").asString()).isEqualTo("Succeeded");
    JsonNode state = cloud.life("badly").path("currentState");
    assertThat(state.path("state").asString()).isEqualTo("Terminated");
    assertThat(state.path("exitCode").asInt()).isEqualTo(3);
    assertThat(state.path("detailStatus").asString()).isEqualTo("Error");
    assertThat(Instant.parse(state.path("finishTime").asString()))
        .isAfterOrEqualTo(Instant.parse(state.path("startTime").asString()));
  }

  @Test
  void aGroupOfSeveralHasEndedWhenAllHave() throws Exception {
    ObjectNode body = cloud.body("exit 0");
    body.withArray("/properties/containers")
        .add(GroupsFixture.container("side", "while [ ! -e go ]; do sleep 0.05; done; exit 1"));
    cloud.made("two", body);

    GroupsFixture.await(
        () -> cloud.life("two").at("/currentState/state").asString("").equals("Terminated"));
    cloud.awaitBegun("two");
    assertThat(cloud.state("two")).isEqualTo("Running");
    assertThat(cloud.admin.post(cloud.path("two") + "/stop", "").status()).isEqualTo(204);

    cloud.awaitState("two", "Stopped");
  }

  @Test
  void untilItIsBegunThereIsNothingToSeeAndNothingToDo() throws Exception {
    cloud.settings("{\"operationTime\":\"PT10M\"}");
    ObjectNode body = cloud.body("exec sleep 1000");

    Answer made = cloud.put("slow", body);

    assertThat(made.body().at("/properties/provisioningState").asString()).isEqualTo("Pending");
    assertThat(made.body().path("properties").has("instanceView")).isFalse();
    cloud.pass(Duration.ofMinutes(7));
    assertThat(cloud.read("slow").path("provisioningState").asString()).isEqualTo("Creating");
    for (String action : List.of("stop", "start", "restart")) {
      assertThat(cloud.admin.post(cloud.path("slow") + "/" + action, "").code())
          .isEqualTo("ContainerGroupTransitioning");
    }
    assertThat(cloud.put("slow", body).status()).isEqualTo(409);
    cloud.pass(Duration.ofMinutes(5));
    cloud.awaitState("slow", "Running");
    assertThat(cloud.read("slow").path("provisioningState").asString()).isEqualTo("Succeeded");
  }

  @Test
  void noListShowsStates() throws Exception {
    cloud.made("one", cloud.body("exec sleep 1000"));
    cloud.awaitState("one", "Running");

    for (String scope : List.of(cloud.group(), cloud.subscription())) {
      JsonNode list =
          cloud
              .admin
              .get(scope + "/providers/Microsoft.ContainerInstance/containerGroups")
              .body()
              .path("value");
      assertThat(list).hasSize(1);
      assertThat(list.get(0).at("/properties/provisioningState").asString()).isEqualTo("Succeeded");
      assertThat(list.get(0).path("properties").has("instanceView")).isFalse();
      assertThat(list.get(0).at("/properties/containers/0/properties").has("instanceView"))
          .isFalse();
    }
  }

  @Test
  void whatIsStoppedStaysAndCanBeStartedAgain() throws Exception {
    cloud.made("one", cloud.body("trap 'exit 0' TERM; while :; do sleep 0.05; done"));
    cloud.awaitState("one", "Running");
    Answer stopped = cloud.admin.post(cloud.path("one") + "/stop", "");

    assertThat(stopped.status()).isEqualTo(204);
    cloud.awaitState("one", "Stopped");

    assertThat(cloud.admin.post(cloud.path("one") + "/start", "").status()).isEqualTo(204);
    cloud.awaitState("one", "Running");
    String first = cloud.life("one").at("/currentState/startTime").asString();
    assertThat(cloud.admin.post(cloud.path("one") + "/restart", "").status()).isEqualTo(204);
    GroupsFixture.await(
        () -> {
          String started = cloud.life("one").at("/currentState/startTime").asString("");
          return !started.isEmpty() && !started.equals(first);
        });
  }

  @Test
  void whatHeedsNoSignalIsKilledAfterTheGrace() throws Exception {
    cloud.made("deaf", cloud.body("trap '' TERM; echo ready; while :; do sleep 0.05; done"));
    GroupsFixture.await(() -> cloud.log("deaf", "").contains("ready"));
    cloud.awaitState("deaf", "Running");
    assertThat(cloud.admin.post(cloud.path("deaf") + "/stop", "").status()).isEqualTo(204);
    assertThat(cloud.state("deaf")).isEqualTo("Running");
    assertThat(cloud.admin.post(cloud.path("deaf") + "/start", "").code())
        .isEqualTo("ContainerGroupTransitioning");

    GroupsFixture.await(
        () -> {
          cloud.pass(ContainerLoop.GRACE.dividedBy(30));
          return cloud.state("deaf").equals("Stopped");
        });
  }

  @Test
  void theRestartPolicySaysWhatIsBegunAgain() throws Exception {
    ObjectNode always = cloud.body("exit 0");
    GroupsFixture.properties(always).put("restartPolicy", "Always");
    ObjectNode onFailure = cloud.body("exit 2");
    GroupsFixture.properties(onFailure).put("restartPolicy", "OnFailure");
    ObjectNode content = cloud.body("exit 0");
    GroupsFixture.properties(content).put("restartPolicy", "OnFailure");
    cloud.made("always", always);
    cloud.made("on-failure", onFailure);
    cloud.made("content", content);

    for (String name : List.of("always", "on-failure")) {
      GroupsFixture.await(() -> cloud.life(name).path("restartCount").asInt() >= 2);
    }

    assertThat(cloud.life("on-failure").at("/previousState/exitCode").asInt()).isEqualTo(2);
    assertThat(cloud.state("on-failure")).isEqualTo("Running");
    cloud.awaitState("content", "Succeeded");
    assertThat(cloud.life("content").path("restartCount").asInt()).isZero();
  }

  @Test
  void whatCannotBeStartedHasFailedToProvisionAndIsTriedUntilItIsDeleted() throws Exception {
    ObjectNode body = cloud.body("");
    GroupsFixture.only(body).put("image", GroupsFixture.BROKEN);

    cloud.made("broken", body);

    GroupsFixture.await(
        () -> cloud.read("broken").path("provisioningState").asString().equals("Failed"));
    assertThat(cloud.state("broken")).isEqualTo("Pending");
    assertThat(cloud.life("broken").at("/currentState/state").asString()).isEqualTo("Waiting");
    assertThat(cloud.admin.delete(cloud.path("broken")).status()).isEqualTo(200);
    assertThat(cloud.admin.get(cloud.path("broken")).status()).isEqualTo(404);
  }

  @Test
  void secureValuesReachTheContainerAndNobodyElse() throws Exception {
    ObjectNode body = cloud.body("echo \"[$OPEN-$HIDDEN]\"");
    GroupsFixture.only(body)
        .withArray("environmentVariables")
        .add(Json.object().put("name", "OPEN").put("value", "seen"))
        .add(Json.object().put("name", "HIDDEN").put("secureValue", "unseen"));

    Answer made = cloud.put("secret", body);
    cloud.awaitState("secret", "Succeeded");

    assertThat(cloud.log("secret", "")).isEqualTo("[seen-unseen]\n");
    assertThat(made.raw().body()).contains("HIDDEN").contains("seen").doesNotContain("unseen");
    assertThat(cloud.admin.get(cloud.path("secret")).raw().body()).doesNotContain("unseen");
    assertThat(cloud.admin.get(cloud.groups()).raw().body()).doesNotContain("unseen");
  }

  @Test
  void whatIsDeletedHasEndedAndIsGoneWithItsLog() throws Exception {
    Path note = data.resolve("alive");
    cloud.made("one", cloud.body("echo $$ > " + note + "; exec sleep 1000"));
    cloud.awaitState("one", "Running");
    GroupsFixture.await(() -> Files.exists(note) && !text(note).isBlank());
    long pid = Long.parseLong(text(note).strip());

    assertThat(cloud.admin.delete(cloud.path("one")).status()).isEqualTo(200);

    assertThat(cloud.admin.get(cloud.path("one")).status()).isEqualTo(404);
    assertThat(cloud.admin.delete(cloud.path("one")).status()).isEqualTo(204);
    assertThat(cloud.admin.get(cloud.path("one") + "/containers/main/logs").status())
        .isEqualTo(404);
    GroupsFixture.await(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  @Test
  void whatLivedIsBegunAnewWhenTheEmulatorIs() throws Exception {
    cloud.made("lives", cloud.body("exec sleep 1000"));
    cloud.made("over", cloud.body("exit 0"));
    cloud.awaitState("lives", "Running");
    cloud.awaitState("over", "Succeeded");
    String first = cloud.life("lives").at("/currentState/startTime").asString();
    cloud.close();

    cloud = GroupsFixture.start(data);

    cloud.awaitState("lives", "Running");
    assertThat(cloud.life("lives").at("/currentState/startTime").asString()).isNotEqualTo(first);
    assertThat(cloud.state("over")).isEqualTo("Succeeded");
  }
}

package io.haymaker.emulator.containerinstances;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GroupQuotaTest {

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

  private Answer run(String name) throws IOException {
    return cloud.put(name, cloud.body("exec sleep 1000"));
  }

  @Test
  void aRegionHoldsSoManyGroupsAndSoManyCoresOfThoseThatLive() throws Exception {
    cloud.settings(
        """
        {"quotas":{"Microsoft.ContainerInstance/containerGroups":3,
          "Microsoft.ContainerInstance/cores":2}}
        """);
    assertThat(run("one").status()).isEqualTo(201);
    cloud.made("two", cloud.body("exit 0"));

    cloud.awaitState("two", "Succeeded");
    assertThat(run("three").status()).as("what has ended holds no cores").isEqualTo(201);

    Answer groups = run("four");
    assertThat(groups.code()).isEqualTo("ContainerGroupQuotaReached");
    assertThat(groups.body().at("/error/message").asString()).contains("'ContainerGroups'");
    cloud.admin.delete(cloud.path("two"));
    Answer cores = run("four");
    assertThat(cores.code()).isEqualTo("ContainerGroupQuotaReached");
    assertThat(cores.body().at("/error/message").asString())
        .contains("'StandardCores'", "Limit: '2'");
    assertThat(usage("ContainerGroups")).isEqualTo("2 of 3");
    assertThat(usage("StandardCores")).isEqualTo("2 of 2");
  }

  private String usage(String name) throws IOException {
    JsonNode all =
        cloud
            .admin
            .get(
                cloud.subscription()
                    + "/providers/Microsoft.ContainerInstance/locations/West%20Europe/usages")
            .body()
            .path("value");
    for (JsonNode one : all) {
      if (one.at("/name/value").asString().equals(name)) {
        return one.path("currentValue").asInt() + " of " + one.path("limit").asInt();
      }
    }
    return "unknown";
  }

  @Test
  void aRegionWithoutRoomSaysSo() throws Exception {
    cloud.settings("{\"quotas\":{\"Microsoft.ContainerInstance/availableCores\":0}}");

    Answer refused = run("one");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("ServiceUnavailable");
  }

  @Test
  void groupsAreCreatedAndDeletedSoOftenAndNoOftener() throws Exception {
    cloud.settings(
        """
        {"quotas":{"containerInstances.createsPer5Minutes":2,
          "containerInstances.deletesPerHour":1}}
        """);
    assertThat(run("one").status()).isEqualTo(201);
    cloud.pass(Duration.ofMinutes(1));
    assertThat(run("two").status()).isEqualTo(201);

    Answer create = run("three");

    assertThat(create.status()).isEqualTo(429);
    assertThat(Integer.parseInt(create.header("Retry-After").orElseThrow())).isBetween(180, 240);
    cloud.pass(Duration.ofMinutes(4));
    assertThat(run("three").status()).isEqualTo(201);
    cloud.awaitState("two", "Running");

    assertThat(cloud.admin.delete(cloud.path("one")).status()).isEqualTo(200);
    Answer delete = cloud.admin.delete(cloud.path("two"));
    assertThat(delete.status()).isEqualTo(429);
    assertThat(delete.header("Retry-After")).isPresent();
    assertThat(cloud.state("two")).isEqualTo("Running");
  }
}

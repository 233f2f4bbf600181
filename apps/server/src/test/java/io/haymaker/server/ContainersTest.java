package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.access.Role;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What containers are asked for and what becomes of them, over HTTP, on an engine in memory. */
class ContainersTest extends ServedScene {
  @Test
  void aContainerIsStartedOnceAndReusedAfterThat() {
    String body =
        """
        {"image": "nginx", "ports": {"80/tcp": 0}, "env": {"A": "b", "N": 1},
         "resources": {"cpu": "500m", "memory": "128Mi", "disk": "1g"}}
        """;
    JsonNode made = post("/start/container", body);
    InstanceId id = api.containers.only("nginx");

    assertThat(made.path("ok").asBoolean()).isTrue();
    assertThat(made.path("action").asString()).isEqualTo("created");
    assertThat(made.path("image").asString()).isEqualTo("nginx");
    assertThat(made.path("container_id").asString()).isEqualTo(id.value());
    assertThat(made.path("status").asString()).isEqualTo("running");
    assertThat(made.path("ports").path("80/tcp").asInt()).isPositive();
    assertThat(post("/start/container", body).path("action").asString()).isEqualTo("reused");

    JsonNode all = get("/containers");
    assertThat(all.path("total").asInt()).isEqualTo(1);
    JsonNode one = all.path("containers").get(0);
    assertThat(one.path("id").asString()).isEqualTo(id.value());
    assertThat(one.path("image").asString()).isEqualTo("nginx");
    assertThat(one.path("name").asString()).isEqualTo(made.path("name").asString());
    assertThat(one.path("status").asString()).isEqualTo("running");
    assertThat(one.path("ports")).isEqualTo(made.path("ports"));
    assertThat(Instant.parse(one.path("created_at").asString())).isNotNull();
    assertThat(one.path("resources").path("cpu_limit").asString()).isEqualTo("0.5");
    assertThat(one.path("resources").path("memory_limit").asString()).isEqualTo("128m");

    JsonNode image = get("/images").path("images").get(0);
    assertThat(image.path("image").asString()).isEqualTo("nginx");
    assertThat(image.path("desired_count").asInt()).isEqualTo(1);
    assertThat(image.path("current_running").asInt()).isEqualTo(1);
    assertThat(image.path("total_instances").asInt()).isEqualTo(1);

    JsonNode instance = get("/containers/nginx/instances").path("instances").get(0);
    assertThat(instance.path("status").asString()).isEqualTo("running");
    assertThat(instance.path("endpoint").asString())
        .endsWith(":" + made.path("ports").path("80/tcp").asInt());
  }

  @Test
  void aContainerThatDiesInItsStartUpIsNotCalledStartedAndItsImageHasAProblem() {
    JsonNode made = post("/start/container", "{\"image\": \"dies\"}");

    assertThat(made.path("ok").asBoolean()).isFalse();
    assertThat(made.path("status").asString()).isEqualTo("dead");
    assertThat(made.path("errors").get(0).asString()).contains("exited with code 3");
    assertThat(post("/containers/dies/start", "").path("started")).isEmpty();

    api.containers.replicas.reconciler().look();
    JsonNode problem = get("/images").path("images").get(0).path("problem");
    assertThat(problem.path("failures").asInt()).isEqualTo(1);
    assertThat(problem.path("crash_looping").asBoolean()).isFalse();
    assertThat(problem.path("reason").asString()).contains("exited with code 3");
    assertThat(Instant.parse(problem.path("next_try").asString())).isNotNull();
  }

  @Test
  void strictContainersAreStartedOnRequestAndKnownAsSuch() {
    post("/start/container", "{\"image\": \"nginx\", \"strict\": true}");
    post("/containers/nginx/start", "");
    post("/containers/ghcr.io/acme/api:1.2/start", "{\"strict\": true}");

    assertThat(api.containers.engine.machine().launched())
        .hasSize(3)
        .allMatch(InstanceSpec::strict);
    for (String path : List.of("images", "containers")) {
      assertThat(get("/" + path).path(path).valueStream())
          .isNotEmpty()
          .allMatch(one -> one.path("strict").asBoolean());
    }
    Served.Answer others =
        api.post("/start/container", "{\"image\": \"nginx\", \"strict\": false}");
    assertThat(others.status()).isEqualTo(409);
    assertThat(others.text()).contains("strict");
  }

  @Test
  void imagesWithSlashesAndColonsWorkPlainAndEncoded() {
    for (String path : List.of("ghcr.io/acme/api:1.2", "ghcr.io%2Facme%2Fapi%3A1.2")) {
      JsonNode started = post("/containers/" + path + "/start", "{\"count\": 1}").path("started");
      assertThat(started).hasSize(1);
      String id = started.get(0).asString();

      JsonNode instances = get("/containers/" + path + "/instances").path("instances");
      assertThat(texts(instances, "id")).contains(id);
      assertThat(
              done(api.send(
                      "PUT",
                      "/containers/" + path + "/resources",
                      Optional.of("{\"memory_limit\": \"1g\"}")))
                  .path("memory_limit")
                  .asString())
          .isEqualTo("1g");
      String asked = "{\"instanceId\": \"%s\"}".formatted(id);
      assertThat(post("/containers/" + path + "/stop", asked).path("stopped").asString())
          .isEqualTo(id);
      assertThat(
              done(api.send("DELETE", "/containers/" + path, Optional.of(asked)))
                  .path("deleted")
                  .asString())
          .isEqualTo(id);
    }
    assertThat(get("/containers").path("total").asInt()).isZero();
  }

  @Test
  void aRunningContainerIsDeletedWithForceOnlyAndAnImageAloneDeletesNothing() {
    post("/start/container", "{\"image\": \"nginx\"}");
    String id = api.containers.only("nginx").value();

    assertThat(api.send("DELETE", "/containers/" + id, Optional.empty()).status()).isEqualTo(409);
    assertThat(api.send("DELETE", "/containers/nginx", Optional.empty()).status()).isEqualTo(404);
    assertThat(api.send("DELETE", "/containers/nginx", Optional.of("{}")).status()).isEqualTo(422);

    JsonNode gone = done(api.send("DELETE", "/containers/" + id + "?force=true", Optional.empty()));
    assertThat(gone.path("deleted").asBoolean()).isTrue();
    assertThat(gone.path("container_id").asString()).isEqualTo(id);
    assertThat(gone.path("name").asString()).isNotBlank();
    assertThat(get("/images").path("images").get(0).path("desired_count").asInt()).isZero();
  }

  @Test
  void whatCannotBeIsRefusedWithItsPlace() {
    refused("{}", "image");
    refused("{\"image\": \"UPPER CASE\"}", "image");
    refused("{\"image\": \"nginx\", \"count\": 0}", "count");
    refused("{\"image\": \"nginx\", \"resources\": {\"cpu\": \"-1\"}}", "cpu");
    refused("{\"image\": \"nginx\", \"resources\": {\"memory_limit\": \"0\"}}", "memory_limit");
    refused("{\"image\": \"nginx\", \"resources\": {\"cpu_limit\": \"999\"}}", "cpu_limit");
    refused("{\"image\": \"nginx\", \"ports\": {\"80/tcp\": 70000}}", "80/tcp");
    refused("{\"image\": \"nginx\", \"ports\": [{\"container\": 0, \"host\": 1}]}", "0");
    refused("{\"image\": \"nginx\", \"ports\": [{\"host\": 1}]}", "container");
    refused("{\"image\": \"nginx\", \"strict\": \"yes\"}", "strict");
    refused("{\"image\": \"nginx\", \"strict\": true, \"ports\": {\"80/tcp\": 0}}", "strict");
    assertThat(api.containers.engine.machine().present()).isEmpty();
    assertThat(api.post("/start/container", "{\"image\": \"nobody/has:this\"}").status())
        .isEqualTo(404);
  }

  private void refused(String body, String field) {
    refused(api.post("/start/container", body), field);
  }

  @Test
  void anOlderManagersContainerIsListedAsForeignAndCanBeAdopted() {
    InstanceId old = api.containers.engine.machine().plantForeign("old", "nginx");
    InstanceId nobodys = api.containers.engine.machine().plantUnmanaged("other", "nginx");

    JsonNode all = get("/containers").path("containers");
    assertThat(texts(all, "id")).containsExactly(old.value());
    assertThat(texts(all, "status")).containsExactly("foreign");
    for (String id : List.of(nobodys.value(), "other", nobodys.value().substring(0, 12))) {
      String path = "/containers/instances/%s/health".formatted(id);
      assertThat(api.get(path).status()).isEqualTo(404);
      assertThat(api.send("DELETE", "/containers/" + id + "?force=true", Optional.empty()).status())
          .isEqualTo(404);
    }

    JsonNode adopted = post("/containers/instances/old/adopt", "");
    assertThat(adopted.path("id").asString()).isNotEqualTo(old.value());
    assertThat(texts(get("/containers").path("containers"), "status")).containsExactly("running");
  }

  @Test
  void whileTheEngineIsAwayItIsSaidAndNothingIsTakenForEmpty() {
    post("/start/container", "{\"image\": \"nginx\"}");
    api.containers.engine.machine().goAway();

    for (String path :
        List.of(
            "/containers",
            "/images",
            "/containers/nginx/instances",
            "/containers/instances/x/health",
            "/system/resources")) {
      assertThat(api.get(path).status()).as(path).isEqualTo(503);
    }
    assertThat(api.post("/containers/nginx/start", "").status()).isEqualTo(503);

    api.containers.engine.machine().comeBack();
    assertThat(get("/containers").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void readersMayLookAndOperatorsMayChange() {
    try (var closed = new Served(true)) {
      String reader = closed.key(Role.READER);
      String operator = closed.key(Role.OPERATOR);
      String body = "{\"image\": \"nginx\"}";

      assertThat(closed.get("/containers").status()).isEqualTo(401);
      assertThat(closed.get("/containers", "X-API-Key", reader).status()).isEqualTo(200);
      assertThat(closed.post("/start/container", body, "X-API-Key", reader).status())
          .isEqualTo(403);
      assertThat(closed.post("/start/container", body, "X-API-Key", operator).status())
          .isEqualTo(200);
    }
  }

  @Test
  void aBodyIsJsonWhateverItIsCalled() {
    assertThat(
            api.post(
                    "/start/container",
                    "{\"image\": \"nginx\"}",
                    "Content-Type",
                    "application/x-www-form-urlencoded")
                .status())
        .isEqualTo(200);
  }
}

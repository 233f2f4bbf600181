package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.access.Role;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.health.HealthSnapshot;
import io.haymaker.core.health.HealthStatus;
import io.haymaker.core.watch.ContainerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every call of the table, over HTTP, on an engine in memory. */
class ContainersTest {
  private Served api;

  @BeforeEach
  void start() {
    api = new Served(false);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonNode done(Served.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode get(String path) {
    return done(api.get(path));
  }

  private JsonNode post(String path, String body) {
    return done(api.post(path, body));
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(item -> item.path(field).asString()).toList();
  }

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
    Served.Answer answer = api.post("/start/container", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    JsonNode fault = answer.json().path("detail").get(0);
    List<String> place = fault.path("loc").valueStream().map(JsonNode::asString).toList();
    assertThat(place).as(answer.text()).startsWith("body").endsWith(field);
    assertThat(fault.path("msg").asString()).isNotBlank();
    assertThat(fault.path("type").asString()).isNotBlank();
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
  void healthIsToldAndItsHistory() {
    post(
        "/start/container",
        "{\"image\": \"nginx\", \"resources\": {\"cpu\": \"0.5\", \"memory\": \"80m\"}}");
    InstanceId id = api.containers.only("nginx");

    JsonNode health = get("/containers/instances/%s/health".formatted(id));
    assertThat(health.path("cpu_usage").asDouble()).isEqualTo(50);
    assertThat(health.path("memory_usage").asDouble()).isEqualTo(80);
    assertThat(health.path("disk_usage").asDouble()).isEqualTo(40);
    assertThat(health.path("status").asString()).isEqualTo("warning");
    assertThat(health.path("errors").get(0).asString()).contains("memory");

    Instant at = Instant.parse("2026-03-10T08:00:30Z");
    api.containers
        .store
        .health()
        .enter(
            List.of(
                new HealthSnapshot(
                    "nginx",
                    id,
                    "n",
                    "h",
                    10,
                    20,
                    OptionalDouble.empty(),
                    HealthStatus.HEALTHY,
                    at)));
    String path = "/containers/instances/%s/health/history".formatted(id);
    JsonNode points =
        get(path + "?from=2026-03-10T08:00:00Z&to=2026-03-10T09:00:00Z&step=60").path("points");
    assertThat(points).hasSize(1);
    assertThat(points.get(0).path("ts").asString()).isEqualTo("2026-03-10T08:00:00Z");
    assertThat(points.get(0).path("cpu_usage").asDouble()).isEqualTo(10);
    assertThat(points.get(0).path("disk_usage").isNull()).isTrue();
    for (String wrong : List.of("?from=yesterday", "?step=0", "?from=1971-01-01T00:00:00Z")) {
      assertThat(api.get(path + wrong).status()).as(wrong).isEqualTo(422);
    }
  }

  @Test
  void theMachineAndItsContainersAreTold() {
    post("/start/container", "{\"image\": \"nginx\", \"count\": 2}");

    JsonNode resources = get("/system/resources");
    JsonNode system = resources.path("system");
    assertThat(system.path("cpu").path("total_cores").asInt()).isEqualTo(4);
    assertThat(system.path("cpu").path("available_cores").asDouble()).isBetween(0.0, 4.0);
    assertThat(system.path("cpu").has("current_usage_percent")).isTrue();
    assertThat(system.path("memory").path("total_gb").asDouble()).isEqualTo(8);
    assertThat(system.path("memory").has("available_gb")).isTrue();
    assertThat(system.path("memory").has("usage_percent")).isTrue();
    assertThat(system.path("disk").path("total_gb").asDouble()).isEqualTo(100);
    assertThat(system.path("disk").path("free_gb").asDouble()).isEqualTo(60);
    assertThat(system.path("disk").path("usage_percent").asDouble()).isEqualTo(40);
    JsonNode docker = resources.path("docker");
    assertThat(docker.path("containers_running").asInt()).isEqualTo(2);
    assertThat(docker.path("total_cpu_usage").asDouble()).isEqualTo(50);
    assertThat(docker.path("total_memory_usage_mb").asDouble()).isEqualTo(128);
  }

  @Test
  void eventsAndLogsAreRead() {
    post("/start/container", "{\"image\": \"nginx\"}");
    String id = api.containers.only("nginx").value();
    Instant at = Instant.parse("2026-03-10T08:00:00Z");
    for (String kind : List.of("create", "start")) {
      api.containers
          .store
          .containerHistory()
          .enter(List.of(new ContainerEvent("nginx", id, "n", "h", Map.of(), "running", kind, at)));
    }

    JsonNode first = get("/containers/events?limit=1&container=" + id);
    assertThat(texts(first.path("events"), "event")).containsExactly("create");
    JsonNode rest = get("/containers/events?after=" + first.path("next").asLong());
    assertThat(texts(rest.path("events"), "event")).containsExactly("start");
    assertThat(get("/containers/events?since=2026-03-11T00:00:00Z").path("events")).isEmpty();
    assertThat(api.get("/containers/events?limit=0").status()).isEqualTo(422);

    String logs = "/containers/instances/%s/logs".formatted(id);
    assertThat(api.get(logs + "?tail=1").text()).isEqualTo("two\n");
    assertThat(api.get(logs + "?tail=-1").status()).isEqualTo(422);
    assertThat(api.get("/containers/instances/none/logs?follow=true").status()).isEqualTo(404);
  }

  @Test
  void endpointsAreRegisteredReportedAndTakenOut() {
    JsonNode made =
        post(
            "/registry/endpoints",
            """
            {"id": "e/1", "image_id": "nginx", "host": "10.0.0.7", "port": 8080,
             "caps": {"cpu": 2, "mem": "1g"}}
            """);
    assertThat(made.path("status").asString()).isEqualTo("UP");
    assertThat(made.path("caps").path("cpu").asInt()).isEqualTo(2);
    assertThat(made.path("caps").path("mem").asString()).isEqualTo("1g");
    assertThat(Instant.parse(made.path("last_heartbeat").asString())).isNotNull();

    String path = "/registry/endpoints/e%2F1";
    JsonNode down = done(api.send("PUT", path + "/status?status=DOWN", Optional.empty()));
    assertThat(down.path("status").asString()).isEqualTo("DOWN");
    assertThat(api.send("PUT", path + "/status?status=LEFT", Optional.empty()).status())
        .isEqualTo(422);
    assertThat(api.post("/registry/endpoints", "{\"id\": \"a\"}").status()).isEqualTo(422);
    assertThat(
            api.post(
                    "/registry/endpoints",
                    "{\"id\": \"a\", \"image_id\": \"b\", \"host\": \"c\", \"port\": 65536}")
                .status())
        .isEqualTo(422);
    assertThat(done(api.send("DELETE", path, Optional.empty())).path("deleted").asString())
        .isEqualTo("e/1");
    assertThat(api.send("DELETE", path, Optional.empty()).status()).isEqualTo(404);
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

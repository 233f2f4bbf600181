package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.replica.Setback;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.testkit.engine.FakeMachine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every field of what containers are asked for reaches the engine, and every one is told. */
class ContainerFieldsTest extends ServedScene {
  private FakeMachine machine() {
    return api.containers.engine.machine();
  }

  private InstanceSpec launchedLast() {
    return machine().launched().getLast();
  }

  private static Limits limits(double cores, long mebibytes) {
    return new Limits(OptionalDouble.of(cores), OptionalLong.of(mebibytes << 20));
  }

  private static void limitsAre(JsonNode told, String cpu, String memory) {
    assertThat(told.path("resources").path("cpu_limit").asString()).isEqualTo(cpu);
    assertThat(told.path("resources").path("memory_limit").asString()).isEqualTo(memory);
  }

  @Test
  void theImageMayStandInThreePlacesAndTheFirstCounts() {
    String other = "\"ghcr.io/acme/api:1.2\"";
    for (String body :
        List.of(
            "{\"image_url\": \"nginx\"}",
            "{\"resources\": {\"image\": \"nginx\"}, \"image_url\": %s}".formatted(other),
            "{\"image\": \"nginx\", \"resources\": {\"image\": %s}}".formatted(other))) {
      JsonNode made = post("/start/container", body);
      assertThat(made.path("ok").asBoolean()).as(body).isTrue();
      assertThat(made.path("image").asString()).as(body).isEqualTo("nginx");
    }
    assertThat(machine().launched()).hasSize(1);
  }

  @Test
  void limitsStandAtTheTopOrUnderResourcesInBothSpellings() {
    String start = "{\"image\": \"nginx\", \"count\": %d, %s}";
    post(
        "/start/container",
        start.formatted(1, "\"cpu_limit\": \"250m\", \"memory_limit\": \"64m\""));
    assertThat(launchedLast().limits()).isEqualTo(limits(0.25, 64));
    post(
        "/start/container",
        start.formatted(2, "\"resources\": {\"cpu_limit\": 0.5, \"memory_limit\": \"128Mi\"}"));
    assertThat(launchedLast().limits()).isEqualTo(limits(0.5, 128));
    post(
        "/start/container",
        start.formatted(3, "\"resources\": {\"cpu\": \"0.75\", \"memory\": 268435456}"));
    assertThat(launchedLast().limits()).isEqualTo(limits(0.75, 256));
    assertThat(machine().launched()).hasSize(3);
    limitsAre(get("/images").path("images").get(0), "0.75", "256m");
  }

  @Test
  void asManyRunAsTheLeastAndNoMoreAreEverWantedThanTheMost() {
    post("/start/container", "{\"image\": \"ghcr.io/acme/api:1.2\"}");
    JsonNode made =
        post(
            "/start/container",
            "{\"image\": \"nginx\", \"count\": 1, \"min_replicas\": 3, \"max_replicas\": 4}");
    assertThat(made.path("instances")).hasSize(3);

    JsonNode images = get("/images").path("images");
    assertThat(texts(images, "image")).containsExactly("ghcr.io/acme/api:1.2", "nginx");
    assertThat(texts(images, "min_replicas")).containsExactly("1", "3");
    assertThat(texts(images, "max_replicas")).containsExactly("5", "4");
    assertThat(texts(images, "desired_count")).containsExactly("1", "3");
    assertThat(texts(images, "current_running")).containsExactly("1", "3");
  }

  @Test
  void portsMayBeAList() {
    JsonNode made =
        post(
            "/start/container",
            """
            {"image": "nginx", "ports": [{"container": 80, "host": 18080},
             {"container": "53/udp", "host": 0}, {"container": 81}]}
            """);

    assertThat(made.path("ports").path("80/tcp").asInt()).isEqualTo(18080);
    assertThat(made.path("ports").path("53/udp").asInt()).isPositive();
    assertThat(made.path("ports").path("81/tcp").asInt()).isPositive();
    assertThat(launchedLast().ports()).extracting(PortRequest::containerPort).contains(80, 53, 81);
  }

  @Test
  void theEnvironmentIsThatOfTheContainersAndNumbersAreTexts() {
    post(
        "/start/container",
        """
        {"image": "nginx", "env": {"A": "b", "N": 1, "VERSION": 1.10, "HUGE": 1e999999, "E": ""}}
        """);

    assertThat(launchedLast().environment())
        .isEqualTo(Map.of("A", "b", "N", "1", "VERSION", "1.10", "HUGE", "1E+999999", "E", ""));
  }

  @Test
  void moreOfAnImageAreOfTheKindThatIsAskedFor() {
    post("/start/container", "{\"image\": \"nginx\"}");
    JsonNode started =
        post(
                "/containers/nginx/start",
                """
                {"count": 2, "resources": {"cpu": "500m", "memory": "64m"}, "env": {"A": "b"},
                 "ports": {"80/tcp": 0}}
                """)
            .path("started");

    assertThat(started).hasSize(2);
    List<InstanceSpec> more = machine().launched().subList(1, 3);
    assertThat(more).extracting(InstanceSpec::limits).containsOnly(limits(0.5, 64));
    assertThat(more).extracting(InstanceSpec::environment).containsOnly(Map.of("A", "b"));
    assertThat(more).extracting(InstanceSpec::ports).containsOnly(List.of(PortRequest.tcp(80)));
  }

  @Test
  void instancesTellTheirLimitsAndWhetherTheyAreStopped() {
    post(
        "/start/container", "{\"image\": \"nginx\", \"cpu_limit\": 1.5, \"memory_limit\": \"1g\"}");
    String id = api.containers.only("nginx").value();
    post("/containers/nginx/stop", "{\"instanceId\": \"%s\"}".formatted(id));

    JsonNode instances = get("/containers/nginx/instances").path("instances");
    assertThat(texts(instances, "id")).containsExactly(id);
    assertThat(texts(instances, "status")).containsExactly("stopped");
    assertThat(instances.get(0).path("endpoint").isNull()).isTrue();
    limitsAre(instances.get(0), "1.5", "1g");
    assertThat(texts(get("/containers").path("containers"), "status")).containsExactly("stopped");
  }

  @Test
  void aContainerThatWasNeverBegunIsCreated() {
    InstanceId old = machine().plantForeign("old", "nginx");
    machine().end(old, 0);
    post("/containers/instances/old/adopt", "");

    assertThat(texts(get("/containers").path("containers"), "status")).containsExactly("created");
    assertThat(texts(get("/containers/nginx/instances").path("instances"), "status"))
        .containsExactly("stopped");
  }

  @Test
  void whatDiesAgainAndAgainIsCrashLoopingUntilItIsTriedNext() {
    post("/start/container", "{\"image\": \"nginx\"}");
    machine().end(api.containers.only("nginx"), 1);
    Instant next = Instant.parse("2026-03-10T08:05:00Z");
    api.containers.store.replicas().put(new Setback("nginx", 2, next, "it exited", Set.of()));

    JsonNode container = get("/containers").path("containers").get(0);
    assertThat(container.path("status").asString()).isEqualTo("crash_looping");
    assertThat(container.path("next_try").asString()).isEqualTo(next.toString());
    JsonNode problem = get("/images").path("images").get(0).path("problem");
    assertThat(problem.path("crash_looping").asBoolean()).isTrue();
    assertThat(problem.path("failures").asInt()).isEqualTo(2);
    assertThat(problem.path("reason").asString()).isEqualTo("it exited");
    assertThat(problem.path("next_try").asString()).isEqualTo(next.toString());
  }

  @Test
  void newLimitsAreInForceAndWhatIsNotNamedStays() {
    post("/start/container", "{\"image\": \"nginx\"}");
    String path = "/containers/nginx/resources";

    JsonNode limits = put(path, "{\"cpu_limit\": \"250m\", \"memory_limit\": \"64m\"}");
    assertThat(limits.path("cpu_limit").asString()).isEqualTo("0.25");
    assertThat(limits.path("memory_limit").asString()).isEqualTo("64m");
    assertThat(put(path, "{\"disk_limit\": \"100g\"}")).isEqualTo(limits);
    assertThat(put(path, "{\"cpu_limit\": 1}").path("memory_limit").asString()).isEqualTo("64m");
    assertThat(machine().present().getFirst().limits()).isEqualTo(limits(1, 64));
    refused(api.send("PUT", path, Optional.of("{\"disk_limit\": \"101g\"}")), "disk_limit");
    refused(api.send("PUT", path, Optional.of("{\"disk_limit\": \"big\"}")), "disk_limit");
    refused(api.send("PUT", path, Optional.of("{}")), "body");
  }

  @Test
  void anImageThatCannotBeHadIs404AndSaysWhy() {
    for (String path : List.of("/start/container", "/containers/nobody/has:this/start")) {
      Served.Answer answer = api.post(path, "{\"image\": \"nobody/has:this\"}");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.detail()).isEqualTo("the fake registry does not know nobody/has:this");
    }
  }
}

package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.health.HealthSnapshot;
import io.haymaker.core.health.HealthStatus;
import io.haymaker.core.watch.ContainerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is told of the machine, of how containers fare, of what befell them and what they write. */
class WatchingTest extends ServedScene {
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
    double busy = system.path("cpu").path("current_usage_percent").doubleValue();
    assertThat(busy).isBetween(0.0, 100.0);
    assertThat(system.path("cpu").path("available_cores").doubleValue())
        .isCloseTo(4 * (100 - busy) / 100, within(0.01));
    assertThat(system.path("memory").path("total_gb").asDouble()).isEqualTo(8);
    double used = system.path("memory").path("usage_percent").doubleValue();
    assertThat(used).isBetween(1.0, 100.0);
    assertThat(system.path("memory").path("available_gb").doubleValue())
        .isCloseTo(8 * (100 - used) / 100, within(0.01));
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
    Map<String, Integer> ports = Map.of("80/tcp", 32_768);
    for (String kind : List.of("create", "start")) {
      api.containers
          .store
          .containerHistory()
          .enter(List.of(new ContainerEvent("nginx", id, "n", "h", ports, "running", kind, at)));
    }

    JsonNode first = get("/containers/events?limit=1&container=" + id);
    assertThat(texts(first.path("events"), "event")).containsExactly("create");
    JsonNode event = first.path("events").get(0);
    assertThat(event.path("id").longValue()).isEqualTo(first.path("next").longValue());
    assertThat(event.path("image").asString()).isEqualTo("nginx");
    assertThat(event.path("container_id").asString()).isEqualTo(id);
    assertThat(event.path("name").asString()).isEqualTo("n");
    assertThat(event.path("host").asString()).isEqualTo("h");
    assertThat(event.path("ports").path("80/tcp").intValue()).isEqualTo(32_768);
    assertThat(event.path("status").asString()).isEqualTo("running");
    assertThat(event.path("ts").asString()).isEqualTo(at.toString());
    JsonNode rest = get("/containers/events?after=" + first.path("next").asLong());
    assertThat(texts(rest.path("events"), "event")).containsExactly("start");
    assertThat(get("/containers/events?since=2026-03-11T00:00:00Z").path("events")).isEmpty();
    assertThat(api.get("/containers/events?limit=0").status()).isEqualTo(422);

    String logs = "/containers/instances/%s/logs".formatted(id);
    assertThat(api.get(logs + "?tail=1").text()).isEqualTo("two\n");
    assertThat(api.get(logs + "?tail=-1").status()).isEqualTo(422);
    assertThat(api.get("/containers/instances/none/logs?follow=true").status()).isEqualTo(404);
  }
}

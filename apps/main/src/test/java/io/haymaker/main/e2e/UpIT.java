package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.testkit.telemetry.FakeCollector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server as a process: a run that is asked for over HTTP, and a stop by signal. */
class UpIT {
  private static final Pattern KEY = Pattern.compile("shown only now: (hm_demo_\\w+)");

  @TempDir Path folder;

  private UpProcess up(String... more) throws IOException {
    return up(Map.of(), more);
  }

  private UpProcess up(Map<String, String> further, String... more) throws IOException {
    var environment = new HashMap<>(further);
    environment.put("LOG_FILE", folder.resolve("up.log").toString());
    environment.put("LOG_FORMAT", "json");
    return new UpProcess(folder, environment, more);
  }

  @Test
  void aRunIsAskedForOverHttpASignalStopsTheServerAndItsNextStartServesAQueueToo()
      throws Exception {
    String key;
    try (var up = up("--emulator")) {
      URI address = up.address();
      key = up.await(KEY);
      assertThat(ask(address, "GET", "/health", "", "").text()).isEqualTo("{\"status\":\"OK\"}");
      assertThat(ask(address, "GET", "/api/v1/keys", "", "").status()).isEqualTo(401);

      Answer accepted =
          ask(
              address,
              "POST",
              "/api/v1/runs",
              "{\"scenarios\":[\"webapps-01-ticket-shop\"],\"duration\":\"PT2S\"}",
              key);
      assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
      String run = "/api/v1/runs/" + accepted.json().path("run_id").asString();
      assertThat(awaitEnd(address, run, key).path("status").asString()).isEqualTo("completed");

      assertThat(up.stop()).as(up.output()).isZero();
      assertThat(up.output().lines().toList()).last().asString().startsWith("stopping");
    }
    try (var again = up(DemoQueue.ENVIRONMENT, "--emulator")) {
      URI address = again.address();
      assertThat(again.output()).doesNotContain("hm_demo_");
      assertThat(ask(address, "GET", "/api/v1/keys", "", key).status()).isEqualTo(200);
      DemoQueue.isServed(folder, path -> json(address, path, key));
      assertThat(again.stop()).isZero();
    }
  }

  @Test
  void withoutACloudItServesAllTheSameAndRunsSayWhatIsMissing() throws Exception {
    try (var collector = new FakeCollector();
        var up = up(telemetry(collector))) {
      URI address = up.address();
      String key = up.await(Pattern.compile("shown only now: (hm_prod_\\w+)"));
      assertThat(up.output()).contains("no cloud is configured: no runs, no schedules");
      assertThat(ask(address, "GET", "/api/v1/health", "", "").status()).isEqualTo(200);
      assertThat(ask(address, "GET", "/api/v1/keys", "", key).status()).isEqualTo(200);

      Answer refused = ask(address, "POST", "/api/v1/runs", "{\"size\":\"small\"}", key);
      assertThat(refused.status()).as(refused.text()).isEqualTo(503);
      assertThat(refused.text()).contains("no cloud is configured").contains("AZURE_TENANT_ID");
      assertThat(Files.readAllLines(folder.resolve("up.log")))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(JsonMapper.shared().readTree(line).isObject()).isTrue());

      awaitReport(collector, "/v1/traces", "http get /api/v1/health");
      awaitReport(collector, "/v1/traces", "chore replicas");
      awaitReport(collector, "/v1/metrics", "haymaker.database.up");
      collector.hang();
      assertThat(ask(address, "GET", "/health", "", "").status()).isEqualTo(200);
      assertThat(up.stop()).as(up.output()).isZero();
      assertThat(Files.readString(folder.resolve("up.log")) + up.output())
          .as("what only the collector may know")
          .doesNotContain("known to two", "known%20to%20two");
    }
  }

  private static Map<String, String> telemetry(FakeCollector collector) {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.address().toString(),
        "OTEL_EXPORTER_OTLP_HEADERS", "x-key=known%20to%20two",
        "OTEL_METRIC_EXPORT_INTERVAL", "1000");
  }

  private static void awaitReport(FakeCollector collector, String path, String name) {
    long end = System.nanoTime() + UpProcess.LONGEST.toNanos();
    while (System.nanoTime() < end) {
      for (FakeCollector.Report report : collector.all()) {
        assertThat(report.key()).contains("known to two");
        if (report.path().equals(path)
            && StandardCharsets.ISO_8859_1
                .decode(report.body().duplicate())
                .toString()
                .contains(name)) {
          return;
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    throw new AssertionError("no %s at %s".formatted(name, path));
  }

  private record Answer(int status, String text) {
    JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }
  }

  private static Answer ask(URI address, String method, String path, String body, String key)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address.resolve(path))
                  .header("X-API-Key", key.isEmpty() ? "none" : key)
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    }
  }

  private static JsonNode json(URI address, String path, String key) {
    try {
      return ask(address, "GET", path, "", key).json();
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  private static JsonNode awaitEnd(URI address, String run, String key)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + UpProcess.LONGEST.toNanos();
    while (System.nanoTime() < end) {
      JsonNode seen = ask(address, "GET", run, "", key).json();
      if (!seen.path("status").asString().equals("in_progress")) {
        return seen;
      }
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
    throw new AssertionError("the run does not end: " + run);
  }
}

package io.haymaker.main.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Containers on a real engine, through the server as a process. */
class ContainersIT {
  private static final Pattern BLOCK =
      Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String KEY = "hm_prod_" + "k".repeat(43);
  private static final Duration OUTAGE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private @Nullable RawEngine made;

  @BeforeEach
  void image() throws Exception {
    made = RawEngine.withImage(folder);
  }

  @AfterEach
  void tidy() {
    if (made != null) {
      made.close();
    }
  }

  private RawEngine engine() {
    return Objects.requireNonNull(made);
  }

  private UpProcess up(Map<String, String> more) throws IOException {
    var environment = new HashMap<>(more);
    environment.put("DOCKER_HOST", RawEngine.host());
    return new UpProcess(folder, environment, "--no-auth");
  }

  @Test
  void theSessionOfTheGuideWorksAsItStands() throws Exception {
    String script =
        BLOCK
            .matcher(Files.readString(Path.of("..", "..", "docs", "containers.md")))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"))
            .replaceFirst("(?m)^IMAGE=.*$", "IMAGE=" + RawEngine.IMAGE);
    try (var up = up(Map.of())) {
      RawEngine.Outcome outcome =
          RawEngine.bash(
              folder, "set -x\n" + script, Map.of("URL", up.address().toString(), "KEY", KEY));

      assertThat(outcome.exit()).as(outcome.text()).isZero();
      assertThat(up.stop()).as(up.output()).isZero();
    }
  }

  @Test
  void aServerThatWasKilledFindsItsContainersAgainAndKeepsThemRunning() throws Exception {
    String id;
    String unmanaged = engine().startUnmanaged();
    try (var up = up(Map.of())) {
      var api = new ContainersApi(up);
      id = api.started(RawEngine.IMAGE);
      assertThat(api.running()).containsExactly(id);
      assertThat(engine().inspect(id).at("/Config/Env").valueStream().map(JsonNode::asString))
          .contains("GREETING=hello");
    }
    try (var up = up(Map.of("HEALTH_INTERVAL_SECONDS", "1"))) {
      var api = new ContainersApi(up);
      assertThat(api.running()).containsExactly(id);
      assertThat(api.done("GET", "/images").path("images").get(0).path("desired_count").asInt())
          .isEqualTo(1);
      api.await("both events of before", () -> api.events(id).contains("start"));

      assertThat(api.ask("GET", "/containers/instances/" + unmanaged + "/health").status())
          .isEqualTo(404);
      assertThat(api.ask("DELETE", "/containers/" + unmanaged + "?force=true").status())
          .isEqualTo(404);
      assertThat(engine().has(unmanaged)).isTrue();

      engine().kill(id);
      api.await("the event of its end", () -> api.events(id).contains("stop"));
      api.await(
          "another in its place", () -> api.running().stream().anyMatch(one -> !one.equals(id)));
      assertThat(api.running()).hasSize(1);
      api.await(
          "samples of the one that runs",
          () -> api.running().stream().findFirst().stream().anyMatch(one -> api.samples(one) > 0));
      assertThat(up.stop()).as(up.output()).isZero();
    }
  }

  @Test
  void aDatabaseThatIsAwayIs503AndNothingOfWhatHappenedMeanwhileIsLost() throws Exception {
    NeededTools.require();
    try (DatabaseServer server = DatabaseServer.in(folder)) {
      Map<String, String> settings =
          Map.of("POSTGRES_URL", server.address().url(), "POSTGRES_USER", server.address().user());
      try (var up = up(settings)) {
        var api = new ContainersApi(up);
        String id = api.started(RawEngine.IMAGE);
        api.await("its start", () -> api.events(id).contains("start"));

        server.kill();
        api.await("503", () -> api.ask("GET", "/containers").status() == 503);
        engine().kill(id);
        LockSupport.parkNanos(OUTAGE.toNanos());
        assertThat(api.ask("GET", "/containers").status()).isEqualTo(503);

        server.startAgain();
        api.await("200", () -> api.ask("GET", "/containers").status() == 200);
        api.await("its end", () -> api.events(id).contains("stop"));
        assertThat(api.events(id)).startsWith("create", "start", "stop").doesNotHaveDuplicates();
        api.await("another in its place", () -> api.running().size() == 1);
        assertThat(up.stop()).as(up.output()).isZero();
      }
    }
  }

  /** Whether a line with these words comes before the end. */
  private static boolean next(BufferedReader lines, String words) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(words)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void whatAContainerWritesIsReadWhileItIsWrittenAndUntilItEnds() throws Exception {
    try (var up = up(Map.of());
        var client = HttpClient.newHttpClient()) {
      var api = new ContainersApi(up);
      String id = api.started(RawEngine.IMAGE);
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(
                      api.address()
                          .resolve("/containers/instances/" + id + "/logs?follow=true&tail=0"))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
        for (String page : List.of("index.html", "missing.html")) {
          client.send(
              HttpRequest.newBuilder(api.published(id).resolve(page)).build(),
              HttpResponse.BodyHandlers.discarding());
          // Before the next request: nothing is held back until there is more.
          assertThat(next(lines, page)).isTrue();
        }
        engine().kill(id);
        assertThat(next(lines, "nothing of this")).as("it ends").isFalse();
      }
      assertThat(up.stop()).as(up.output()).isZero();
    }
  }
}

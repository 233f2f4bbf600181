package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
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
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  private record Answer(int status, String text) {
    JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }
  }

  private static Answer ask(URI address, String method, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address.resolve(path))
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    }
  }

  private static JsonNode done(URI address, String method, String path, String body)
      throws IOException, InterruptedException {
    Answer answer = ask(address, method, path, body);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static String started(URI address) throws IOException, InterruptedException {
    JsonNode made =
        done(
            address,
            "POST",
            "/start/container",
            "{\"image\": \"%s\", \"ports\": {\"80/tcp\": 0}}".formatted(RawEngine.IMAGE));
    assertThat(made.path("ok").asBoolean()).as(made.toString()).isTrue();
    return made.path("container_id").asString();
  }

  /** The ids of the containers that run. */
  private static List<String> running(URI address) throws IOException, InterruptedException {
    return done(address, "GET", "/containers", "")
        .path("containers")
        .valueStream()
        .filter(one -> one.path("status").asString().equals("running"))
        .map(one -> one.path("id").asString())
        .toList();
  }

  private static List<String> events(URI address, String id)
      throws IOException, InterruptedException {
    return done(address, "GET", "/containers/events?limit=1000&container=" + id, "")
        .path("events")
        .valueStream()
        .map(event -> event.path("event").asString())
        .toList();
  }

  private static void await(String what, UpProcess up, Callable<Boolean> condition)
      throws Exception {
    long end = System.nanoTime() + UpProcess.LONGEST.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("%s; it said: %s", what, up.output()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
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
      id = started(up.address());
      assertThat(running(up.address())).containsExactly(id);
    }
    try (var up = up(Map.of("HEALTH_INTERVAL_SECONDS", "1"))) {
      URI address = up.address();
      assertThat(running(address)).containsExactly(id);
      assertThat(
              done(address, "GET", "/images", "")
                  .path("images")
                  .get(0)
                  .path("desired_count")
                  .asInt())
          .isEqualTo(1);
      await("both events of before", up, () -> events(address, id).contains("start"));

      assertThat(ask(address, "GET", "/containers/instances/" + unmanaged + "/health", "").status())
          .isEqualTo(404);
      assertThat(ask(address, "DELETE", "/containers/" + unmanaged + "?force=true", "").status())
          .isEqualTo(404);
      assertThat(engine().has(unmanaged)).isTrue();

      engine().kill(id);
      await("the event of its end", up, () -> events(address, id).contains("stop"));
      await(
          "another in its place", up, () -> running(address).stream().anyMatch(n -> !n.isBlank()));
      assertThat(running(address)).hasSize(1);
      await(
          "samples of the one that runs",
          up,
          () ->
              running(address).stream().findFirst().stream()
                  .anyMatch(one -> hasHistory(address, one)));
      assertThat(up.stop()).as(up.output()).isZero();
    }
  }

  private static boolean hasHistory(URI address, String id) {
    try {
      return !done(address, "GET", "/containers/instances/" + id + "/health/history?step=1", "")
          .path("points")
          .isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void aDatabaseThatIsAwayIs503AndNothingOfWhatHappenedMeanwhileIsLost() throws Exception {
    NeededTools.require();
    try (DatabaseServer server = DatabaseServer.in(folder)) {
      Map<String, String> settings =
          Map.of("POSTGRES_URL", server.address().url(), "POSTGRES_USER", server.address().user());
      try (var up = up(settings)) {
        URI address = up.address();
        String id = started(address);
        await("its start", up, () -> events(address, id).contains("start"));

        server.kill();
        await("503", up, () -> ask(address, "GET", "/containers", "").status() == 503);
        engine().kill(id);
        LockSupport.parkNanos(OUTAGE.toNanos());
        assertThat(ask(address, "GET", "/containers", "").status()).isEqualTo(503);

        server.startAgain();
        await("200", up, () -> ask(address, "GET", "/containers", "").status() == 200);
        await("its end", up, () -> events(address, id).contains("stop"));
        assertThat(events(address, id))
            .startsWith("create", "start", "stop")
            .doesNotHaveDuplicates();
        await("another in its place", up, () -> running(address).size() == 1);
        assertThat(up.stop()).as(up.output()).isZero();
      }
    }
  }
}

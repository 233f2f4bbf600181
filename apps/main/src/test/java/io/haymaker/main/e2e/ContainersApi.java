package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API for managed containers, as its caller sees it. */
final class ContainersApi {
  private final UpProcess server;
  private final URI address;
  private final Optional<String> key;

  /** Without a key. Waits until the server listens. */
  ContainersApi(UpProcess server) throws IOException {
    this(server, Optional.empty());
  }

  /** For whoever has that key. Waits until the server listens. */
  ContainersApi(UpProcess server, String key) throws IOException {
    this(server, Optional.of(key));
  }

  private ContainersApi(UpProcess server, Optional<String> key) throws IOException {
    this.server = server;
    this.address = server.address();
    this.key = key;
  }

  /**
   * An answer.
   *
   * @param took from before the connection was made to the last byte
   */
  record Answer(int status, String text, Duration took) {
    JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }
  }

  URI address() {
    return address;
  }

  Answer ask(String method, String path) {
    return ask(method, path, "");
  }

  Answer ask(String method, String path, String body) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address.resolve(path))
              .timeout(UpProcess.LONGEST)
              .method(method, HttpRequest.BodyPublishers.ofString(body));
      key.ifPresent(text -> request.header("X-API-Key", text));
      long begun = System.nanoTime();
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(), answer.body(), Duration.ofNanos(System.nanoTime() - begun));
    } catch (IOException e) {
      throw new AssertionError("%s %s: no answer".formatted(method, path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  JsonNode done(String method, String path) {
    return done(method, path, "");
  }

  JsonNode done(String method, String path, String body) {
    Answer answer = ask(method, path, body);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** Starts one container of that image with {@code GREETING=hello}, and returns its id. */
  String started(String image) {
    JsonNode made =
        done(
            "POST",
            "/start/container",
            "{\"image\": \"%s\", \"ports\": {\"80/tcp\": 0}, \"env\": {\"GREETING\": \"hello\"}}"
                .formatted(image));
    assertThat(made.path("ok").asBoolean()).as(made.toString()).isTrue();
    return made.path("container_id").asString();
  }

  /** What {@code /health/detailed} says of a part: its status and its message. */
  Map.Entry<String, String> health(String part) {
    JsonNode seen = done("GET", "/health/detailed").path("components").path(part);
    return Map.entry(seen.path("status").asString(), seen.path("message").asString());
  }

  /** The ids of the containers that run. */
  List<String> running() {
    return done("GET", "/containers")
        .path("containers")
        .valueStream()
        .filter(one -> one.path("status").asString().equals("running"))
        .map(one -> one.path("id").asString())
        .toList();
  }

  List<String> events(String id) {
    return done("GET", "/containers/events?limit=1000&container=" + id)
        .path("events")
        .valueStream()
        .map(event -> event.path("event").asString())
        .toList();
  }

  /** Where its port 80 can be reached from this machine. */
  URI published(String id) {
    JsonNode container =
        done("GET", "/containers")
            .path("containers")
            .valueStream()
            .filter(one -> one.path("id").asString().equals(id))
            .findFirst()
            .orElseThrow();
    return URI.create(
        "http://127.0.0.1:%d/".formatted(container.path("ports").path("80/tcp").asInt()));
  }

  /** How many seconds of its life have a sample. */
  int samples(String id) {
    return done("GET", "/containers/instances/" + id + "/health/history?step=1")
        .path("points")
        .size();
  }

  void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + UpProcess.LONGEST.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("%s; it said: %s", what, server.output()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }
}

package io.haymaker.benchmarks.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./haymaker up} as a process of its own, as in production: HTTP with a key, its own
 * PostgreSQL, standard settings but for what is given.
 */
final class Server implements AutoCloseable {
  /** A measurement of all containers that is younger is not made anew. */
  static final Duration REMEMBERS_USAGE = Duration.ofMillis(2100);

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final Duration ANSWER = Duration.ofMinutes(10);
  private static final Pattern ADDRESS = Pattern.compile("listening at (http://\\S+)");
  private static final String KEY = "hm_bench_" + "k".repeat(32);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final Process process;
  private final URI address;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Server(Process process, Path output) throws IOException {
    this.process = process;
    this.address = await(output);
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param data outlives it
   */
  static Server start(Path home, Path data, String dockerHost, Map<String, String> settings) {
    try {
      Path output = Files.createTempFile(data, "up", ".out");
      var builder =
          new ProcessBuilder(
                  home.resolve("haymaker").toString(),
                  "up",
                  "--port",
                  "0",
                  "--data",
                  data.resolve("data").toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().retainAll(List.of("PATH", "JAVA_HOME", "LANG", "TMPDIR"));
      var environment = new HashMap<>(settings);
      environment.put("HOME", data.toString());
      environment.put("DOCKER_HOST", dockerHost);
      environment.put("HAYMAKER_ADMIN_KEY", KEY);
      // Else the first start makes one in the background, which would be measured too.
      environment.put("HAYMAKER_AOT", "off");
      builder.environment().putAll(environment);
      return new Server(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI await(Path output) throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher matcher = ADDRESS.matcher(Files.readString(output));
      if (matcher.find()) {
        return URI.create(matcher.group(1));
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    String said = Files.readString(output);
    close();
    throw new IllegalStateException("the server does not start: " + said);
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** Has at least so many containers of the image run; waits until they do. */
  void ensure(String image, int count) {
    JsonNode answer =
        answer(
            "POST",
            "/start/container",
            "{\"image\": \"%s\", \"count\": %d, \"max_replicas\": %d}"
                .formatted(image, count, count));
    if (!answer.path("ok").asBoolean() || answer.path("instances").size() != count) {
      throw new IllegalStateException("not all were started: " + answer);
    }
  }

  /**
   * Has one more run.
   *
   * @return its id
   */
  String startOne(String image) {
    JsonNode answer =
        answer("POST", "/containers/%s/start".formatted(encoded(image)), "{\"count\": 1}");
    if (answer.path("started").size() != 1) {
      throw new IllegalStateException("not started: " + answer);
    }
    return answer.path("started").path(0).asString();
  }

  void remove(String id) {
    answer("DELETE", "/containers/%s?force=true".formatted(id), "");
  }

  /** How many containers it lists. */
  int list() {
    return answer("GET", "/containers", "").path("total").asInt();
  }

  /** How many of the image it lists; none when it knows nothing of it. */
  int instances(String image) {
    HttpResponse<String> response =
        send("GET", "/containers/%s/instances".formatted(encoded(image)), "");
    return response.statusCode() == NOT_FOUND ? 0 : read(response).path("instances").size();
  }

  void health(String id) {
    answer("GET", "/containers/instances/%s/health".formatted(id), "");
  }

  void resources() {
    answer("GET", "/system/resources", "");
  }

  private JsonNode answer(String method, String path, String body) {
    return read(send(method, path, body));
  }

  private static JsonNode read(HttpResponse<String> response) {
    if (response.statusCode() != OK) {
      throw new IllegalStateException(
          "%s: %d %s".formatted(response.uri(), response.statusCode(), response.body()));
    }
    return JsonMapper.shared().readTree(response.body());
  }

  private HttpResponse<String> send(String method, String path, String body) {
    try {
      HttpRequest.BodyPublisher sent =
          body.isEmpty()
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofString(body);
      return http.send(
          HttpRequest.newBuilder(address.resolve(path))
              .header("X-API-Key", KEY)
              .timeout(ANSWER)
              .method(method, sent)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String encoded(String image) {
    return URLEncoder.encode(image, StandardCharsets.UTF_8);
  }

  /** Stops it as Ctrl-C does, and by force where it does not end; safe to repeat. */
  @Override
  public void close() {
    http.shutdownNow();
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}

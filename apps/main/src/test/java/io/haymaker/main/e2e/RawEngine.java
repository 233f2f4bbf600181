package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The engine as somebody else sees it, who does things to it behind our back: by its own API, over
 * its socket. The image that it gets is this test's alone.
 */
final class RawEngine implements AutoCloseable {
  /** A web server of some bytes, which writes a line about each request. */
  static final String IMAGE = "ghcr.io/acme/web:" + ProcessHandle.current().pid();

  private static final String UNIX = "unix://";

  private final Path folder;
  private final String image;

  private RawEngine(Path folder, String image) {
    this.folder = folder;
    this.image = image;
  }

  /** Skips the test where there is no engine or no static busybox; in CI it goes on and fails. */
  static RawEngine withImage(Path folder) throws IOException, InterruptedException {
    return withImage(folder, IMAGE, List.of("httpd", "-f", "-vv", "-p", "80", "-h", "/www"));
  }

  /**
   * The same with another image of the same programs.
   *
   * @param command what its containers run, e.g. {@code sh}
   */
  static RawEngine withImage(Path folder, String image, List<String> command)
      throws IOException, InterruptedException {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(Files.exists(Path.of(socket())), "there is no engine at " + socket());
      assumeTrue(busybox().isPresent(), "there is no busybox to make an image of");
    }
    var engine = new RawEngine(folder, image);
    engine.makeImage(command);
    return engine;
  }

  static String host() {
    return Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
  }

  static String socket() {
    return host().startsWith(UNIX) ? host().substring(UNIX.length()) : "/nowhere";
  }

  private static Optional<Path> busybox() {
    return Stream.of("/bin/busybox", "/usr/bin/busybox")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void makeImage(List<String> command) throws IOException, InterruptedException {
    String script =
        """
        mkdir -p root/bin root/www root/tmp
        cp "$BUSYBOX" root/bin/busybox
        for name in sh httpd sleep seq; do ln -sf busybox root/bin/$name; done
        echo hello > root/www/index.html
        tar -C root -cf root.tar .
        curl --silent --show-error --fail --unix-socket "$SOCKET" --request POST \\
          --header 'Content-Type: application/x-tar' --data-binary @root.tar \\
          "http://engine/images/create?fromSrc=-&repo=$REPOSITORY&tag=$TAG&changes=$CHANGES"
        """;
    Outcome outcome =
        bash(
            folder,
            script,
            Map.of(
                "BUSYBOX",
                busybox().map(Path::toString).orElse("busybox"),
                "SOCKET",
                socket(),
                "REPOSITORY",
                image.substring(0, image.lastIndexOf(':')),
                "TAG",
                image.substring(image.lastIndexOf(':') + 1),
                "CHANGES",
                URLEncoder.encode(
                    "CMD " + JsonMapper.shared().writeValueAsString(command),
                    StandardCharsets.UTF_8)));
    assertThat(outcome.exit()).as(outcome.text()).isZero();
  }

  /** What a program said, both streams, and how it ended. */
  record Outcome(int exit, String text) {}

  /** Runs a script to its end; it stops at the first command that fails. */
  static Outcome bash(Path folder, String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "bash", ".out");
    var builder =
        new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(script).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output));
  }

  /** Calls the engine's API. */
  private Outcome call(String method, String path, String body)
      throws IOException, InterruptedException {
    return bash(
        folder,
        """
        curl --silent --show-error --fail --unix-socket "$SOCKET" --request "$METHOD" \\
          --header 'Content-Type: application/json' --data "$BODY" "http://engine$PATH_OF_IT"
        """,
        Map.of("SOCKET", socket(), "METHOD", method, "BODY", body, "PATH_OF_IT", path));
  }

  /** Makes and starts a container without labels. */
  String startUnmanaged() throws IOException, InterruptedException {
    Outcome made = call("POST", "/containers/create", "{\"Image\":\"%s\"}".formatted(IMAGE));
    assertThat(made.exit()).as(made.text()).isZero();
    String id = JsonMapper.shared().readTree(made.text()).path("Id").asString();
    assertThat(call("POST", "/containers/" + id + "/start", "").exit()).isZero();
    return id;
  }

  boolean has(String id) throws IOException, InterruptedException {
    return call("GET", "/containers/" + id + "/json", "").exit() == 0;
  }

  void kill(String id) throws IOException, InterruptedException {
    Outcome killed = call("POST", "/containers/" + id + "/kill", "");
    assertThat(killed.exit()).as(killed.text()).isZero();
  }

  /** All that the engine tells of a container. */
  JsonNode inspect(String id) throws IOException, InterruptedException {
    Outcome told = call("GET", "/containers/" + id + "/json", "");
    assertThat(told.exit()).as(told.text()).isZero();
    return JsonMapper.shared().readTree(told.text());
  }

  /** Containers of the image, ended ones too, whoever made them. */
  List<String> containers() throws IOException, InterruptedException {
    Outcome listed =
        call(
            "GET",
            "/containers/json?all=true&filters=%7B%22ancestor%22:%5B%22" + image + "%22%5D%7D",
            "");
    assertThat(listed.exit()).as(listed.text()).isZero();
    return JsonMapper.shared().readTree(listed.text()).valueStream().map(RawEngine::id).toList();
  }

  private static String id(JsonNode container) {
    return container.path("Id").asString();
  }

  /** Removes all containers of the image, and the image. */
  @Override
  public void close() {
    try {
      for (String id : containers()) {
        call("DELETE", "/containers/" + id + "?force=true", "");
      }
      call("DELETE", "/images/" + image + "?force=true", "");
    } catch (IOException e) {
      throw new AssertionError("leftovers on the engine", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

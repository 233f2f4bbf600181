package io.haymaker.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The engine that the tests use: the one that {@code DOCKER_HOST} names, or the machine's. No image
 * can be pulled, so they build their own from a static busybox.
 */
public final class Engine {
  /** Runs until it is told to end, and then ends well. */
  public static final String RUNS = image("runs");

  /** Ends at once, well. */
  public static final String WELL = image("well");

  /** Ends at once, with exit code 3. */
  public static final String BADLY = image("badly");

  /** Says who it is and what it may do, on standard output and error, and ends. */
  public static final String TELLS = image("tells");

  /** Writes three lines, a second apart. */
  public static final String WRITES = image("writes");

  /** Says hello to whoever connects to port 80. */
  public static final String LISTENS = image("listens");

  /** A common web server on port 80, as root; it writes beside what it serves. */
  public static final String SERVES = image("serves");

  /**
   * A server on port 80 that begins as servers with data do: as root it makes its folder and gives
   * it to a user, as that user it writes there, and it serves as that user once the port is bound.
   */
  public static final String GIVES_UP_ROOT = image("gives-up-root");

  /** Uses all the processor time that it gets. */
  public static final String BUSY = image("busy");

  /** Its user does not exist. */
  public static final String NOBODYS = image("nobodys");

  /** Its program does not exist. */
  public static final String BROKEN = image("broken");

  private static final Map<String, String> COMMANDS =
      Map.of(
          SERVES,
              "mkdir -p /var/run /www; echo $$ > /var/run/httpd.pid; echo it works >"
                  + " /www/index.html; exec httpd -f -p 80 -h /www",
          GIVES_UP_ROOT,
              "set -e; mkdir -p /etc /data; echo app:x:1000:1000::/data:/bin/sh > /etc/passwd;"
                  + " echo app:x:1000: > /etc/group; chown app:app /data; chmod 700 /data;"
                  + " su app -c 'echo $GREETING > /data/index.html';"
                  + " exec httpd -f -p 80 -u app:app -h /data",
          BUSY, "while :; do :; done",
          RUNS, "trap 'exit 0' TERM; while :; do sleep 1 & wait; done",
          WELL, "exit 0",
          BADLY, "exit 3",
          WRITES, "for i in 1 2 3; do echo line $i; sleep 1; done",
          LISTENS, "while :; do echo hello | nc -l -p 80; done",
          TELLS,
              "id; grep -E 'CapEff|NoNewPrivs' /proc/self/status; touch /x || true; env;"
                  + " cat /run/haymaker-secrets/* || true; echo done");

  private Engine() {}

  private static String image(String what) {
    return "haymaker-test/%s:1".formatted(what);
  }

  /** Whether an engine answers, and there is a busybox to build the images from. */
  public static boolean isThere() {
    try (DockerEngine engine = DockerEngine.at(host())) {
      engine.client().pingCmd().exec();
      return busybox().isPresent();
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Whether there is a busybox to build images from. */
  public static boolean hasBusybox() {
    return busybox().isPresent();
  }

  private static String host() {
    return Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
  }

  private static Optional<Path> busybox() {
    return Stream.of("/bin/busybox", "/usr/bin/busybox")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The engine, with the images. */
  public static DockerEngine open() {
    return open(host());
  }

  /** Another engine, with the images. */
  public static DockerEngine open(String host) {
    DockerEngine engine = DockerEngine.at(host);
    for (var image : COMMANDS.entrySet()) {
      if (isMissing(engine.client(), image.getKey())) {
        build(
            engine.client(),
            image.getKey(),
            "[\"sh\", \"-c\", \"%s\"]".formatted(image.getValue()));
      }
    }
    if (isMissing(engine.client(), BROKEN)) {
      build(engine.client(), BROKEN, "[\"/no/such/program\"]");
    }
    if (isMissing(engine.client(), NOBODYS)) {
      build(engine.client(), NOBODYS, "[\"sh\"]\nUSER no-such-user");
    }
    return engine;
  }

  private static boolean isMissing(DockerClient client, String image) {
    return client.listImagesCmd().withReferenceFilter(image).exec().isEmpty();
  }

  private static void build(DockerClient client, String image, String command) {
    try {
      Path folder = Files.createTempDirectory("busybox");
      Files.copy(
          busybox().orElseThrow(), folder.resolve("busybox"), StandardCopyOption.COPY_ATTRIBUTES);
      Files.writeString(
          folder.resolve("Dockerfile"),
          """
          FROM scratch
          COPY busybox /bin/busybox
          RUN ["/bin/busybox", "--install", "-s", "/bin"]
          CMD %s
          """
              .formatted(command));
      try (var build = new BuildImageResultCallback()) {
        client.buildImageCmd(folder.toFile()).withTags(Set.of(image)).exec(build).awaitImageId();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the test's image cannot be built", e);
    }
  }
}

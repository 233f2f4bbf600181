package io.haymaker.docker.engine;

import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.Engine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An engine of one test's own, which it may kill, hold and start again. */
final class PrivateEngine {
  private static final int PATIENCE = 1200;

  private final Path folder;
  private @Nullable Process process;

  private PrivateEngine(Path folder) {
    this.folder = folder;
  }

  /** Whether one can be started: by root, where the program is. */
  static boolean isPossible() {
    return Engine.hasBusybox()
        && "root".equals(System.getProperty("user.name"))
        && isOnThePath("dockerd")
        && isOnThePath("unshare");
  }

  private static boolean isOnThePath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  static PrivateEngine start() throws IOException, InterruptedException {
    // A socket's path is short.
    var engine = new PrivateEngine(Files.createTempDirectory(Path.of("/tmp"), "hme"));
    engine.startAgain();
    return engine;
  }

  void startAgain() throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("pid"));
    endWhatItLeft();
    process =
        new ProcessBuilder(
                // Without a bridge it removes the machine's, which is another engine's: it gets
                // a network of its own, and its own bridge in it to remove.
                "unshare",
                "--net",
                "dockerd",
                "--data-root",
                folder.resolve("data").toString(),
                "--exec-root",
                folder.resolve("exec").toString(),
                "--pidfile",
                folder.resolve("pid").toString(),
                "--host",
                host(),
                "--bridge=none",
                "--iptables=false")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    for (int tries = 0; tries < PATIENCE; tries++) {
      if (answers()) {
        return;
      }
      if (!process.isAlive()) {
        break;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new IOException("the engine does not start: " + Files.readString(folder.resolve("log")));
  }

  /** Its own containerd dies with it, but may stay listed, and the next one would wait for it. */
  private void endWhatItLeft() throws IOException {
    Path pid = folder.resolve("exec/containerd/containerd.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
      Files.delete(pid);
    }
  }

  private boolean answers() {
    try (DockerEngine engine = DockerEngine.at(host())) {
      engine.client().pingCmd().exec();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  String host() {
    return "unix://" + folder.resolve("s");
  }

  /** It dies at once, with whatever it was doing. */
  void kill() throws InterruptedException {
    running().destroyForcibly();
    running().waitFor();
  }

  /** It does nothing until it goes on; connections to it stay open. */
  void hold() throws IOException, InterruptedException {
    signal("STOP");
  }

  void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).start().waitFor();
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("no engine was started");
    }
    return process;
  }

  /** Removes every container; what runs would keep its mounts. */
  void clear(DockerEngine connection) {
    connection
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .exec()
        .forEach(
            container ->
                connection.client().removeContainerCmd(container.getId()).withForce(true).exec());
  }

  /** What was killed leaves its mounts. */
  private void unmount() throws IOException, InterruptedException {
    List<String> places =
        Files.readAllLines(Path.of("/proc/self/mounts")).stream()
            .map(line -> line.split(" ", -1)[1])
            .filter(place -> place.startsWith(folder.toString()))
            .toList()
            .reversed();
    for (String place : places) {
      new ProcessBuilder("umount", "-l", place).start().waitFor();
    }
  }

  /** Ends it, and leaves nothing. */
  void stop() throws IOException, InterruptedException {
    goOn();
    running().destroy();
    if (!running().waitFor(60, TimeUnit.SECONDS)) {
      kill();
    }
    endWhatItLeft();
    unmount();
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    }
  }
}

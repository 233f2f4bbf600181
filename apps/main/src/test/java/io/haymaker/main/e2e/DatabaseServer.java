package io.haymaker.main.e2e;

import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A PostgreSQL that can be killed, and started again. */
final class DatabaseServer implements AutoCloseable {
  private final Path folder;
  private final EmbeddedDatabase server;
  private boolean held;

  private DatabaseServer(Path folder, EmbeddedDatabase server) {
    this.folder = folder;
    this.server = server;
  }

  static DatabaseServer in(Path folder) {
    return new DatabaseServer(folder, EmbeddedDatabase.start(folder.resolve("server")));
  }

  DatabaseAddress address() {
    return server.address();
  }

  /** As a machine that loses power would. */
  void kill() {
    ProcessHandle postmaster = postmaster();
    List<ProcessHandle> workers = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    Awaiting.until(
        "the server is dead",
        DemoProcess.LONGEST,
        () -> !postmaster.isAlive() && workers.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Stops all its processes where they are; connections stay open and say nothing. */
  void hold() {
    held = true;
    // First the one that makes the others: it may be making another just now.
    signal("STOP", Set.of(postmaster().pid()));
    Set<Long> held = new HashSet<>();
    for (Set<Long> more = workers(); !held.containsAll(more); more = workers()) {
      signal("STOP", more);
      held.addAll(more);
    }
  }

  void goOn() {
    Set<Long> all = new HashSet<>(workers());
    all.add(postmaster().pid());
    signal("CONT", all);
    held = false;
  }

  private ProcessHandle postmaster() {
    return ProcessHandle.of(Long.parseLong(lines("postmaster.pid").getFirst())).orElseThrow();
  }

  private Set<Long> workers() {
    return postmaster().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private static void signal(String name, Set<Long> processes) {
    var command = new ArrayList<>(List.of("kill", "-" + name));
    processes.stream().map(Object::toString).forEach(command::add);
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it as it was started before, at the same port. */
  void startAgain() {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to be root; in a user namespace it is nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of("sh", "-c", "exec " + lines("postmaster.opts").getFirst()));
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("server-again.log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(folder.resolve("server/data").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (held) {
      // A test failed; what stands still hears nothing of an end.
      goOn();
    }
    server.close();
  }
}

package io.haymaker.postgres.embedded;

import io.haymaker.postgres.DatabaseUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that {@code postmaster.pid} in a data folder names. For who holds the folder's lock a
 * server that lives is an orphan, left by a process that was killed; for others it is that of the
 * holder.
 */
final class Postmaster {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

  /** Its clients are gone with its parent, so it has nothing to wait for. */
  private static final Duration GENTLY = Duration.ofSeconds(3);

  private static final Duration FORCIBLY = Duration.ofSeconds(2);

  /** The file holds whole seconds, and the kernel counts from its own boot. */
  private static final Duration SAME_START = Duration.ofSeconds(5);

  /** Lines of the file, from 0, as PostgreSQL's src/include/utils/pidfile.h numbers them from 1. */
  private static final int PORT_LINE = 3;

  private static final int STATUS_LINE = 7;

  private final Path pidFile;

  Postmaster(Path data) {
    this.pidFile = data.resolve("postmaster.pid");
  }

  /**
   * Stops the orphan, if there is one, within 5 seconds: gently, then forcibly, which costs a
   * recovery at the next start and no data. Removes a file that names something else, for the
   * server refuses to start when another program has the number.
   */
  void stopOrphan() throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> orphan = find();
    if (orphan.isPresent()) {
      LOG.atWarn()
          .addKeyValue("pid", orphan.get().pid())
          .log("stopping a database server whose process was killed");
      stop(orphan.get());
    }
    Files.deleteIfExists(pidFile);
  }

  /** The port at which it takes connections; empty while there is no such server. */
  Optional<Integer> readyPort() {
    try {
      List<String> lines = Files.readAllLines(pidFile);
      boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
      return ready && find().isPresent()
          ? Optional.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      // Not there, or going: whoever waits for it asks again.
      return Optional.empty();
    }
  }

  private Optional<ProcessHandle> find() throws IOException {
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() < 3) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(lines.getFirst().strip());
      Instant start = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(one -> is(one, start));
    } catch (NumberFormatException e) {
      LOG.atWarn().setCause(e).addKeyValue("file", pidFile).log("not a server's pid file");
      return Optional.empty();
    }
  }

  /** A number alone says little: after a restart of the machine another program may have it. */
  private static boolean is(ProcessHandle process, Instant start) {
    return process
        .info()
        .startInstant()
        .map(started -> Duration.between(started, start).abs().compareTo(SAME_START) <= 0)
        .orElse(false);
  }

  private static void stop(ProcessHandle orphan) {
    orphan.destroy();
    if (hasEnded(orphan, GENTLY)) {
      return;
    }
    List<ProcessHandle> workers = orphan.children().toList();
    orphan.destroyForcibly();
    if (!hasEnded(orphan, FORCIBLY)) {
      throw new DatabaseUnavailableException(
          "the database server of a killed process does not end: process " + orphan.pid(), null);
    }
    // They end by themselves when they miss their parent; until then they hold its shared memory.
    workers.forEach(worker -> hasEnded(worker, FORCIBLY));
  }

  private static boolean hasEnded(ProcessHandle process, Duration within) {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException("could not wait for process " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a database server was stopped", e);
    }
  }
}

package io.haymaker.postgres.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server's program on a data folder, making the data when there are none. */
final class ServerStart {
  private static final Logger LOG = LoggerFactory.getLogger(ServerStart.class);

  /** Recovery after a crash is part of it. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final long LOOK_MILLIS = 100;
  private static final int PORTS_TO_TRY = 3;

  /** What is said when the server ended instead of answering, or was never begun. */
  private static final List<String> GAVE_UP =
      List.of("could not start server", "pg_ctl: error:", "PANIC:");

  private static final String PORT_TAKEN = "could not create any TCP/IP sockets";

  private static final Pattern SEVERE = Pattern.compile("^.*?(FATAL|PANIC|pg_ctl: error):\\s*");

  private final DataFolder folder;

  ServerStart(DataFolder folder) {
    this.folder = folder;
  }

  /** It did not start, for this reason in its own words. */
  static final class Failed extends IOException {
    private static final long serialVersionUID = 1;

    Failed(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /** On return the server answers. */
  EmbeddedPostgres on(Path data) throws IOException {
    for (int attempt = 1; ; attempt++) {
      long logged = folder.logLength();
      try {
        return once(data, logged);
      } catch (IOException | RuntimeException e) {
        new Postmaster(data).stopOrphan();
        String log = folder.logSince(logged);
        // The free port was found by asking and may be taken by now.
        if (log.contains(PORT_TAKEN) && attempt < PORTS_TO_TRY) {
          LOG.atInfo().addKeyValue("attempt", attempt).log("the port was taken; trying another");
          continue;
        }
        throw new Failed(reason(log, e), e);
      }
    }
  }

  /**
   * The library asks for an answer until its time is over, though the server may have ended at
   * once; a watcher reads that in the log and interrupts it.
   */
  private EmbeddedPostgres once(Path data, long logged) throws IOException {
    Thread starter = Thread.currentThread();
    var over = new CountDownLatch(1);
    var gaveUp = new CountDownLatch(1);
    Thread watcher =
        Thread.ofVirtual()
            .name("database-start-watcher")
            .start(() -> watch(logged, starter, over, gaveUp));
    EmbeddedPostgres server;
    boolean interrupted = false;
    try {
      server = builder(data).start();
      interrupted = isInterruptedBeforeEnd(server.getProcess());
    } finally {
      over.countDown();
      interrupted |= isInterruptedBeforeEnd(watcher);
      interrupted |= Thread.interrupted();
    }
    if (gaveUp.getCount() == 0) {
      throw new IOException("the server ended while it started");
    }
    if (interrupted) {
      server.close();
      starter.interrupt();
      throw new InterruptedIOException("interrupted while the server started");
    }
    return server;
  }

  private void watch(long logged, Thread starter, CountDownLatch over, CountDownLatch gaveUp) {
    try {
      while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        String log = folder.logSince(logged);
        if (GAVE_UP.stream().anyMatch(log::contains)) {
          gaveUp.countDown();
          starter.interrupt();
          return;
        }
      }
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("the database server's log cannot be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * pg_ctl still watches a server that answers already. When that were stopped now, it would say in
   * the log that it could not start, and a later start would take that for its own.
   */
  private static boolean isInterruptedBeforeEnd(Process control) {
    try {
      if (!control.waitFor(LONGEST)) {
        LOG.atWarn().addKeyValue("pid", control.pid()).log("pg_ctl does not end");
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private static boolean isInterruptedBeforeEnd(Thread watcher) {
    boolean interrupted = false;
    while (watcher.isAlive()) {
      try {
        watcher.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private EmbeddedPostgres.Builder builder(Path data) throws IOException {
    Redirect log = Redirect.appendTo(folder.log().toFile());
    Unpacked.removeParts(folder.programs());
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(folder.programs().toFile())
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(LONGEST)
        .setOutputRedirector(log)
        .setErrorRedirector(log)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "100")
        // The library's defaults are for tests: they lose what was committed when power fails.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on");
  }

  private static String reason(String log, Exception e) {
    return log.lines()
        .filter(line -> SEVERE.matcher(line).find())
        .filter(line -> !line.contains("the database system is starting up"))
        .reduce((_, last) -> last)
        .map(line -> SEVERE.matcher(line).replaceFirst(""))
        .orElseGet(() -> "%s; its log ends: %s".formatted(e.getMessage(), lastLine(log)));
  }

  private static String lastLine(String log) {
    return log.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (_, l) -> l);
  }
}

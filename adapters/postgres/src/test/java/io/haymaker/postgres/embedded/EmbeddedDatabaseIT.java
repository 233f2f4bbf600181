package io.haymaker.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.postgres.DatabaseUnavailableException;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestProcess;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database in a folder: kept, never shared, and found again whatever became of its process. */
final class EmbeddedDatabaseIT {
  private final RunId run = RunId.random();
  @TempDir Path folder;

  /** The server's programs are unpacked once for all tests. */
  @BeforeEach
  void shareThePrograms() throws IOException {
    assertThat(TestServer.database(EmbeddedDatabaseIT.class)).isNotNull();
    Files.createSymbolicLink(folder.resolve("server"), TestServer.HOME.resolve("server"));
  }

  private void append(EmbeddedDatabase database, String message) {
    try (var store = PostgresStore.open(database.address(), Clock.systemUTC())) {
      store.journal().append(JournalEntry.of(Samples.NOON, run, "x", Severity.INFO, message));
    }
  }

  private List<String> messages(EmbeddedDatabase database) {
    try (var store = PostgresStore.open(database.address(), Clock.systemUTC())) {
      return store.journal().ofRun(run, 0, 10).stream()
          .map(line -> line.entry().message())
          .toList();
    }
  }

  private static String setting(EmbeddedDatabase database, String name) throws SQLException {
    var address = database.address();
    try (var connection = DriverManager.getConnection(address.url(), address.user(), null);
        var row = connection.createStatement().executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst().strip());
  }

  @Test
  void dataOutliveTheServerAndCommitsAreOnDisk() throws Exception {
    try (var database = EmbeddedDatabase.start(folder)) {
      append(database, "first");
      assertThat(setting(database, "fsync")).isEqualTo("on");
      assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(database, "full_page_writes")).isEqualTo("on");
    }
    try (var database = EmbeddedDatabase.start(folder)) {
      assertThat(messages(database)).containsExactly("first");
    }
    assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void othersFindTheServerThatRunsAndNoneOnceItHasEnded() throws Exception {
    assertThat(EmbeddedDatabase.running(folder)).isEmpty();
    try (var database = EmbeddedDatabase.start(folder)) {
      append(database, "first");
      assertThat(EmbeddedDatabase.running(folder)).contains(database.address());
      Files.writeString(folder.resolve("data/postmaster.pid"), "half a f");
      assertThat(EmbeddedDatabase.running(folder)).isEmpty();
    }
    assertThat(EmbeddedDatabase.running(folder)).isEmpty();
  }

  @Test
  void onlyThisMachineReachesIt() throws Exception {
    try (var database = EmbeddedDatabase.start(folder)) {
      int port = URI.create(database.address().url().substring("jdbc:".length())).getPort();

      assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
      for (InetAddress address :
          NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList()) {
        if (!address.isLoopbackAddress()) {
          try (var socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 1000))
                .isInstanceOf(IOException.class);
          }
        }
      }
    }
  }

  @Test
  void afterItsProcessWasKilledItIsOpenedAgainWithinSecondsAndNothingIsLost() throws Exception {
    long orphan;
    try (var process = TestProcess.start(DatabaseHolder.class, folder.toString(), run.toString())) {
      assertThat(process.line()).isEqualTo("written");
      orphan = postmaster();

      assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessage(
              "data folder %s is in use by process %d"
                  .formatted(folder.toRealPath(), process.pid()));

      process.kill();
    }
    assertThat(ProcessHandle.of(orphan)).isPresent();

    Clock clock = Clock.systemUTC();
    var before = clock.instant();
    try (var database = EmbeddedDatabase.start(folder)) {
      assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofSeconds(15));
      assertThat(messages(database)).containsExactly("kept");
    }
    assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void afterServerAndProcessWereKilledNothingIsLost() throws Exception {
    try (var process = TestProcess.start(DatabaseHolder.class, folder.toString(), run.toString())) {
      assertThat(process.line()).isEqualTo("written");
      long server = postmaster();
      process.kill();
      ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
    }

    try (var database = EmbeddedDatabase.start(folder)) {
      assertThat(messages(database)).containsExactly("kept");
    }
  }

  @Test
  void aFolderThatThisProcessHasIsRefusedAndStaysUsable() throws Exception {
    try (var database = EmbeddedDatabase.start(folder)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageEndingWith("is in use by process " + ProcessHandle.current().pid());

      append(database, "still here");
      assertThat(messages(database)).containsExactly("still here");
    }
  }

  @Test
  void aFirstStartThatWasKilledHalfWayIsBegunAgain() throws Exception {
    Files.createDirectories(folder.resolve("data.new/base"));
    Files.writeString(folder.resolve("data.new/postgresql.conf"), "half");

    try (var database = EmbeddedDatabase.start(folder)) {
      append(database, "works");
    }
    assertThat(folder.resolve("data.new")).doesNotExist();
  }

  @Test
  void aPidFileThatNamesAnotherProgramHarmsNobody() throws Exception {
    EmbeddedDatabase.start(folder).close();
    Files.write(
        folder.resolve("data/postmaster.pid"),
        List.of(
            Long.toString(ProcessHandle.current().pid()),
            folder.resolve("data").toString(),
            "1000",
            "5432"));

    try (var database = EmbeddedDatabase.start(folder)) {
      append(database, "works");
    }
  }

  @Test
  void aFolderInWhichFilesAreMissingIsCalledCorrupt() throws Exception {
    EmbeddedDatabase.start(folder).close();
    Files.delete(folder.resolve("data/PG_VERSION"));

    assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessage(
            "data folder %s is corrupt: PG_VERSION is missing".formatted(folder.toRealPath()));
  }

  @Test
  void aFolderThatTheServerCannotReadIsCalledCorruptSoonAndNothingIsLeftRunning() throws Exception {
    EmbeddedDatabase.start(folder).close();
    Files.write(folder.resolve("data/global/pg_control"), new byte[] {1, 2, 3});

    Clock clock = Clock.systemUTC();
    var before = clock.instant();
    assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageStartingWith("data folder %s is corrupt: ".formatted(folder.toRealPath()))
        .message()
        .hasLineCount(1)
        .contains("pg_control");

    assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofSeconds(15));
    assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    assertThat(Thread.interrupted()).isFalse();
    // The folder is given back: the next attempt fails for the same reason, not for the lock.
    assertThatThrownBy(() -> EmbeddedDatabase.start(folder)).hasMessageContaining("corrupt");
  }

  @Test
  void aFileInPlaceOfTheFolderIsOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "text");

    assertThatThrownBy(() -> EmbeddedDatabase.start(file))
        .isInstanceOf(DatabaseUnavailableException.class)
        .message()
        .hasLineCount(1)
        .contains(file.toString());
  }

  @Test
  void aNameThatIsNoNameOfADatabaseIsRefused() {
    try (var database = EmbeddedDatabase.start(folder)) {
      assertThatThrownBy(() -> database.address("x; DROP DATABASE haymaker"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

package io.haymaker.postgres.embedded;

import io.haymaker.postgres.DatabaseUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies where in a database's folder. The data are made under another name and moved when they
 * are complete, so a first start that was killed is never taken for a corrupt database.
 */
final class DataFolder {
  private static final List<String> ESSENTIAL =
      List.of("PG_VERSION", "postgresql.conf", "global/pg_control", "base", "pg_wal");
  private static final long LONGEST_LOG = 1_000_000;

  private final Path home;

  DataFolder(Path home) {
    this.home = home;
  }

  Path data() {
    return home.resolve("data");
  }

  Path unfinished() {
    return home.resolve("data.new");
  }

  /**
   * Where the server's programs are unpacked: not in a folder that all share, for others could put
   * theirs in their place. The library opens its folder to everyone, so it lies in one that only we
   * can enter.
   */
  Path programs() throws IOException {
    Path closed = home.resolve("server");
    if (!Files.exists(closed)) {
      Files.createDirectory(
          closed,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return closed.resolve("programs");
  }

  Path log() {
    return home.resolve("server.log");
  }

  boolean isMissing() {
    return !Files.exists(data());
  }

  void discardUnfinished() throws IOException {
    if (!Files.exists(unfinished())) {
      return;
    }
    try (Stream<Path> all = Files.walk(unfinished())) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  void finish() throws IOException {
    Files.move(unfinished(), data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Begins a new log when the old one has grown long; keeps one old one. */
  void turnLog() throws IOException {
    if (Files.exists(log()) && Files.size(log()) > LONGEST_LOG) {
      Files.move(log(), home.resolve("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * @throws DatabaseUnavailableException when these cannot be the data of a database
   */
  void check() {
    for (String name : ESSENTIAL) {
      if (!Files.exists(data().resolve(name))) {
        throw corrupt("%s is missing".formatted(name), null);
      }
    }
  }

  DatabaseUnavailableException corrupt(ServerStart.Failed failure) {
    return corrupt(String.valueOf(failure.getMessage()), failure);
  }

  private DatabaseUnavailableException corrupt(String why, @Nullable Throwable cause) {
    return new DatabaseUnavailableException(
        "data folder %s is corrupt: %s".formatted(home, why), cause);
  }

  /** What the log says since it had this length. */
  String logSince(long length) throws IOException {
    if (!Files.exists(log())) {
      return "";
    }
    byte[] all = Files.readAllBytes(log());
    int from = length > all.length ? 0 : (int) length;
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  long logLength() throws IOException {
    return Files.exists(log()) ? Files.size(log()) : 0;
  }
}

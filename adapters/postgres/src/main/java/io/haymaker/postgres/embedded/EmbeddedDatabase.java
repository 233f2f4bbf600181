package io.haymaker.postgres.embedded;

import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.DatabaseUnavailableException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server of our own, with its data under a folder that outlives it.
 *
 * <p>It listens on the loopback address only, on a free port, and trusts whoever connects: every
 * user of this machine can. There is no password that could leak. Every commit is on disk before it
 * returns.
 *
 * <p>A folder belongs to one process at a time, by a lock that ends with the process. A server that
 * outlived its process, because that was killed, is stopped when the folder is opened again; what
 * was committed is there. Nothing stops the server when this process exits without {@link #close}:
 * a hook of its own would take it away from those who are still finishing their work.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String USER = "postgres";
  private static final String DATABASE = "haymaker";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final Path home;
  private final FolderLock lock;
  private final EmbeddedPostgres server;

  private EmbeddedDatabase(Path home, FolderLock lock, EmbeddedPostgres server) {
    this.home = home;
    this.lock = lock;
    this.server = server;
  }

  /**
   * Starts the server on the data in the folder, making both where they are missing. On return it
   * answers. The first start takes some seconds, later ones less than one.
   *
   * @throws DatabaseUnavailableException when another process has the folder, or what is in it
   *     cannot be used; its one line names the folder
   */
  public static EmbeddedDatabase start(Path folder) {
    try {
      Path home = Files.createDirectories(folder).toRealPath();
      FolderLock lock = FolderLock.take(home);
      boolean started = false;
      try {
        var database = new EmbeddedDatabase(home, lock, server(new DataFolder(home)));
        started = true;
        return database;
      } finally {
        if (!started) {
          lock.release();
        }
      }
    } catch (IOException e) {
      throw new DatabaseUnavailableException(
          "data folder %s cannot be used: %s".formatted(folder, reason(e)), e);
    }
  }

  private static EmbeddedPostgres server(DataFolder folder) throws IOException {
    folder.turnLog();
    new Postmaster(folder.unfinished()).stopOrphan();
    new Postmaster(folder.data()).stopOrphan();
    var start = new ServerStart(folder);
    if (folder.isMissing()) {
      folder.discardUnfinished();
      start.on(folder.unfinished()).close();
      folder.finish();
    }
    folder.check();
    try {
      return start.on(folder.data());
    } catch (ServerStart.Failed e) {
      throw folder.corrupt(e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof ServerStart.Failed
        ? String.valueOf(e.getMessage())
        : "%s (%s)".formatted(e.getMessage(), e.getClass().getSimpleName());
  }

  /**
   * Where the database {@code haymaker} is of a server that another process has started on this
   * folder; empty while none is ready. That process may stop the server at any time.
   */
  public static Optional<DatabaseAddress> running(Path folder) {
    return new Postmaster(new DataFolder(folder).data())
        .readyPort()
        .map(port -> addressOn(port, DATABASE));
  }

  private static DatabaseAddress addressOn(int port, String name) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name), USER, Optional.empty());
  }

  /** Where the database {@code haymaker} is, which is made where it is missing. */
  public DatabaseAddress address() {
    return address(DATABASE);
  }

  /**
   * Where a database of this server is, which is made where it is missing.
   *
   * @param name up to 63 lower-case letters, digits and underscores, beginning with a letter
   */
  public DatabaseAddress address(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a database: '%s'".formatted(name));
    }
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement exists =
            connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
        Statement create = connection.createStatement()) {
      exists.setString(1, name);
      if (!exists.executeQuery().next()) {
        create.executeUpdate("CREATE DATABASE " + name);
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(
          "data folder %s: database %s cannot be made: %s".formatted(home, name, e.getMessage()),
          e);
    }
    return addressOn(server.getPort(), name);
  }

  /** Stops the server, ending connections that are still open, and gives the folder back. */
  @Override
  public void close() {
    try {
      server.close();
      // It is stopped by now; where that failed the library only said so in the log.
      new Postmaster(new DataFolder(home).data()).stopOrphan();
    } catch (IOException e) {
      throw new DatabaseUnavailableException(
          "data folder %s: the server did not stop: %s".formatted(home, e.getMessage()), e);
    } finally {
      lock.release();
    }
  }
}

package io.haymaker.main.e2e;

import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.fault.FaultRule;
import io.haymaker.emulator.log.LoggedRequest;
import io.haymaker.emulator.log.RequestLog;
import io.haymaker.main.Logging;
import io.haymaker.main.emulated.DemoWiring;
import io.haymaker.main.wiring.PlaneSettings;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An emulated cloud in this process, which runs agents as processes, and a database server. One of
 * them is shared by all tests of a JVM; each test has a database, and so an installation, of its
 * own.
 */
final class Bench implements AutoCloseable {
  /** What lies in the build's folder is this JVM's own: others run beside it. */
  private static final String JVM = System.getProperty("haymaker.test.fork", "1");

  private static final EmbeddedDatabase SERVER =
      EmbeddedDatabase.start(Path.of("target", "e2e-database-" + JVM).toAbsolutePath());
  private static final Bench SHARED = started();

  private final Emulator emulator;
  private final Path folder;
  private final PlaneSettings settings;

  private Bench(Path folder) {
    try {
      this.folder = Files.createDirectories(folder);
      this.emulator =
          Emulator.start(
              EmulatorOptions.in(folder.resolve("emulator"))
                  .withSettings(quick())
                  .withImage(
                      DemoWiring.IMAGE,
                      List.of(
                          DemoWiring.agentScript(folder.resolve("agent"), DemoProcess.HOME)
                              .toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.settings = DemoWiring.prepare(folder.resolve("emulator"), folder);
  }

  private static Bench started() {
    try {
      Logging.toFile(
          Files.createDirectories(Path.of("target", "e2e-logs")).resolve("plane-" + JVM + ".log"));
      Path clouds = Files.createDirectories(Path.of("target", "e2e-clouds")).toAbsolutePath();
      Bench bench = new Bench(Files.createTempDirectory(clouds, "cloud"));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    bench.close();
                    SERVER.close();
                  }));
      return bench;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Propagation, lag and operations take time, but not as much as in the demo. */
  private static Settings quick() {
    return new Settings(
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(200),
        Duration.ofMillis(100),
        false,
        Map.of());
  }

  /** The one that all tests share; its cloud has Azure's quotas until somebody asks for more. */
  static Bench shared() {
    return SHARED;
  }

  /** A cloud that nobody has used. */
  static Bench ofItsOwn(Path folder) {
    return new Bench(folder);
  }

  /** How a control plane works in this cloud. */
  PlaneSettings settings() {
    return settings;
  }

  Bench withQuotaForAll() {
    DemoWiring.raiseQuota(folder.resolve("emulator"));
    return this;
  }

  CloudClient administrator() {
    return CloudClient.administrator(folder.resolve("emulator"));
  }

  /** An empty database of this name. */
  DatabaseAddress database(String name) {
    try (var connection =
            DriverManager.getConnection(SERVER.address("postgres").url(), "postgres", null);
        var statement = connection.createStatement()) {
      statement.executeUpdate("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
    } catch (SQLException e) {
      throw new IllegalStateException("could not drop " + name, e);
    }
    return SERVER.address(name);
  }

  void fault(FaultRule rule) {
    emulator.cloud().faults().add(rule);
  }

  /** No more faults. */
  void heal() {
    emulator.cloud().faults().clear();
  }

  /** How often an order to go wrong was carried out. */
  int hits(String rule) {
    return emulator.cloud().faults().list().stream()
        .filter(standing -> standing.rule().id().equals(rule))
        .mapToInt(standing -> standing.hits())
        .sum();
  }

  /** The number of the newest request. */
  long lastRequest() {
    return emulator.cloud().log().last();
  }

  /** The requests after that one, the bus's own not among them. */
  List<LoggedRequest> requestsAfter(long number) {
    return emulator.cloud().log().find(RequestLog.Filter.everything()).stream()
        .filter(request -> request.number() > number)
        .filter(request -> request.path().startsWith("/"))
        .toList();
  }

  /** What somebody's own context must trust. */
  Path authority() {
    return emulator.info().caFile();
  }

  @Override
  public void close() {
    try {
      emulator.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

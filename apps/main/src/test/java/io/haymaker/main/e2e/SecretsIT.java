package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** After a run, no secret that was used is anywhere but in the emulator's own vault. */
class SecretsIT {
  /** The emulator's own: the vault, what clients are told, and its keys. */
  private static final Set<String> VAULT =
      Set.of("vault.log", "emulator.json", "ca-key.pem", "token-key.pem");

  private static final String PLANTED = "planted-Zm9yLXRoZS1zZWFyY2g";

  @TempDir static Path folder;

  /** Whose it is, and the secret. */
  private static final Map<String, String> SECRETS = new TreeMap<>();

  private static final Set<String> COMMAND_LINES = new TreeSet<>();
  private static final Map<String, String> DUMP = new TreeMap<>();
  private static Path data = Path.of("none");
  private static String said = "";

  @BeforeAll
  static void runAndReadTheSecretsWhileTheyWork() throws SQLException {
    data = folder.resolve("d");
    try (DemoProcess demo =
        DemoProcess.start(
            data,
            "--scenario",
            "webapps-01-ticket-shop",
            "--scenario",
            "security-01-alerting-on-sign-ins",
            "--duration",
            "5s",
            "--leave-behind",
            "1")) {
      CloudClient cloud = demo.cloud();
      SECRETS.put("administrator", cloud.info("client_secret"));
      SECRETS.put("control key", cloud.info("control_key"));
      SECRETS.put(
          "bus key",
          cloud
              .info("service_bus_connection_string")
              .replaceAll(".*SharedAccessKey=([^;]+).*", "$1"));
      Awaiting.until("the run's end", DemoProcess.LONGEST, () -> !look(demo, cloud));
      assertThat(demo.exitCode()).as(demo.output()).isZero();
      said = demo.output();
    }
    dump();
  }

  /** False when the demo has ended. */
  private static boolean look(DemoProcess demo, CloudClient cloud) {
    ProcessTable.all().forEach(process -> COMMAND_LINES.add(process.commandLine()));
    if (SECRETS.size() < 5 && demo.isAlive()) {
      readVault(cloud);
    }
    return demo.isAlive();
  }

  /** The cloud may end between two of our calls; how the demo ended is asked afterwards. */
  private static void readVault(CloudClient cloud) {
    try {
      for (JsonNode secret : cloud.vault("GET", "/secrets").body().path("value")) {
        String name = secret.path("id").asString().replaceAll(".*/secrets/", "");
        JsonNode value = cloud.vault("GET", "/secrets/" + name).body().path("value");
        if (value.isString()) {
          SECRETS.put(name, value.asString());
        }
      }
    } catch (java.io.UncheckedIOException e) {
      SECRETS.putIfAbsent("administrator", cloud.info("client_secret"));
    }
  }

  /** Every column of every table of ours, as text. */
  private static void dump() throws SQLException {
    try (EmbeddedDatabase server = EmbeddedDatabase.start(data.resolve("postgres"))) {
      DatabaseAddress address = server.address();
      try (Connection connection =
          DriverManager.getConnection(address.url(), address.user(), null)) {
        for (String table : tables(connection)) {
          DUMP.put(table, text(connection, table));
        }
      }
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    try (ResultSet rows =
        connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  private static String text(Connection connection, String table) throws SQLException {
    var text = new StringBuilder();
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM \"%s\"".formatted(table))) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          byte[] bytes = rows.getBytes(i);
          text.append(bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1));
          text.append('\n');
        }
      }
    }
    return text.toString();
  }

  @AfterAll
  static void forget() {
    SECRETS.clear();
  }

  @Test
  void everyKindOfSecretWasSeenInUse() {
    assertThat(SECRETS.keySet())
        .contains("administrator", "control key", "bus key")
        .filteredOn(name -> name.startsWith("scenario-sp-"))
        .hasSize(2);
    assertThat(SECRETS.values()).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(15));
    // They are where they belong, so the search looks for the right texts.
    String vault = read(data.resolve("emulator/vault.log"));
    assertThat(vault).contains(SECRETS.get("administrator")).contains(SECRETS.get("control key"));
  }

  @Test
  void noneIsInTheDatabase() {
    assertThat(DUMP).containsKeys("runs", "scenario_runs", "journal", "reports", "scheduled_tasks");
    assertThat(DUMP.get("scenario_runs")).contains("webapps-01-ticket-shop");
    DUMP.forEach((table, text) -> assertThat(found(text)).as(table).isEmpty());
  }

  @Test
  void noneIsInAnyFile() throws IOException {
    List<Path> files = files();
    assertThat(files)
        .contains(data.resolve("logs/haymaker.log"), data.resolve("emulator/cloud.log"));
    assertThat(files)
        .filteredOn(file -> file.toString().contains("/executions/"))
        .as("what agents wrote")
        .isNotEmpty();
    for (Path file : files) {
      assertThat(found(read(file))).as(file.toString()).isEmpty();
    }
    assertThat(found(said)).as("what it said").isEmpty();
    assertThat(found(read(folder.resolve("d.json")))).as("the report").isEmpty();
  }

  @Test
  void noneIsOnACommandLine() {
    assertThat(COMMAND_LINES)
        .as("agents, emulator and database were seen")
        .anyMatch(line -> line.contains("haymaker-agent"))
        .anyMatch(line -> line.contains("io.haymaker.emulator.Main"))
        .anyMatch(line -> line.contains("postgres"));
    COMMAND_LINES.forEach(line -> assertThat(found(line)).as(line).isEmpty());
  }

  @Test
  void theSearchFindsWhatIsThere() throws IOException {
    SECRETS.put("planted", PLANTED);
    try {
      Path log = data.resolve("logs/planted.log");
      Files.writeString(log, "a log\nwith \"" + PLANTED + "\" in it\n");
      assertThat(files()).contains(log);
      assertThat(found(read(log))).containsExactly("planted");
      Files.delete(log);
    } finally {
      SECRETS.remove("planted");
    }
  }

  /** All files of the data folder but the emulator's own secret ones. */
  private static List<Path> files() throws IOException {
    Path emulator = data.resolve("emulator");
    Path programs = data.resolve("postgres/server");
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(programs))
          .filter(
              file ->
                  !(emulator.equals(file.getParent())
                      && VAULT.contains(String.valueOf(file.getFileName()))))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whose secrets are in a text. */
  private static List<String> found(String text) {
    return SECRETS.entrySet().stream()
        .filter(secret -> text.contains(secret.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}

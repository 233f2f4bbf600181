package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Run;
import io.haymaker.main.emulated.DemoCloudProcess;
import io.haymaker.main.run.Haymaker;
import io.haymaker.main.run.Haymaker.Ended;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an installation that nobody attends to has: secrets in the Key Vault, read by the machine's
 * managed identity, and a PostgreSQL of its own.
 */
class UnattendedIT {
  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
  private static final String SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
  private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  private static final String OF_VAULT = "postgres-password-of-the-vault";

  @TempDir static Path folder;
  private static DemoCloudProcess cloud;
  private static CloudClient admin;
  private static JsonNode identity;

  @BeforeAll
  static void startCloud() {
    cloud = DemoCloudProcess.start(folder, HOME);
    admin = CloudClient.administrator(folder.resolve("emulator"));
    assertThat(admin.control("PATCH", "/settings", "{\"rolePropagation\":\"PT0S\"}").isGood())
        .isTrue();
    String group = admin.subscription() + "/resourceGroups/haymaker-emulator/providers/";
    identity =
        admin
            .arm(
                "PUT",
                group
                    + "Microsoft.ManagedIdentity/userAssignedIdentities/machine"
                    + "?api-version=2023-01-31",
                "{\"location\":\"westeurope\"}")
            .body()
            .path("properties");
    grant(group + "Microsoft.KeyVault/vaults/localhost", SECRETS_USER);
    put("main-sp-client-secret", cloud.secrets().getOrDefault("MAIN_SP_CLIENT_SECRET", ""));
    put("postgres-password", OF_VAULT);
  }

  @AfterAll
  static void stopCloud() {
    cloud.close();
  }

  private static void grant(String scope, String role) {
    String body =
        """
        {"properties":{"principalId":"%s","principalType":"ServicePrincipal",
         "roleDefinitionId":"%s/providers/Microsoft.Authorization/roleDefinitions/%s"}}
        """
            .formatted(identity.path("principalId").asString(), admin.subscription(), role);
    assertThat(
            admin
                .arm(
                    "PUT",
                    scope
                        + "/providers/Microsoft.Authorization/roleAssignments/"
                        + UUID.randomUUID()
                        + "?api-version=2022-04-01",
                    body)
                .isGood())
        .isTrue();
  }

  private static void put(String name, String value) {
    assertThat(
            admin.vault("PUT", "/secrets/" + name, "{\"value\":\"%s\"}".formatted(value)).isGood())
        .isTrue();
  }

  /** The machine's environment: how to log in as its identity, and no secret of ours. */
  private static Map<String, String> machine() {
    return new HashMap<>(
        Map.of(
            "IDENTITY_ENDPOINT",
            admin.info("identity_endpoint"),
            "IDENTITY_HEADER",
            admin.info("identity_header")));
  }

  private static Path file(String name, Map<String, String> more) throws IOException {
    var settings = new HashMap<>(cloud.settings());
    settings.putAll(more);
    Path file =
        Files.writeString(
            folder.resolve(name),
            settings.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("\n")));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static Ended haymaker(Map<String, String> environment, String... words) throws Exception {
    return Haymaker.run(folder, HOME, environment, words);
  }

  @Test
  void secretsAreReadFromTheVaultByTheMachinesIdentity() throws Exception {
    Path file = file("standard.properties", Map.of());
    Map<String, String> environment = machine();
    environment.put("MONITOR_INTERVAL", "7s");
    Ended check = haymaker(environment, "config", "check", "--config", file.toString());
    assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
    assertThat(check.out())
        .containsPattern("MAIN_SP_CLIENT_SECRET +key vault +\\[secret\\]")
        .containsPattern("MONITOR_INTERVAL +environment +7s")
        .containsPattern("LOCATION +file ")
        .containsPattern("RUN_DURATION +default ")
        .doesNotContain(OF_VAULT);
    Ended doctor = haymaker(environment, "doctor", "--config", file.toString());
    assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isZero();
  }

  @Test
  void theEnvironmentWinsOverTheVaultAndTheVaultOverTheFile() throws Exception {
    Path file =
        file(
            "local.properties",
            Map.of(
                "POSTGRES_PASSWORD",
                "of-the-file",
                "ANTHROPIC_API_KEY",
                "of-the-file",
                "ANTHROPIC_MODEL",
                "m"));
    Ended check = haymaker(cloud.secrets(), "config", "check", "--config", file.toString());
    assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
    assertThat(check.out())
        .containsPattern("MAIN_SP_CLIENT_SECRET +environment +\\[secret\\]")
        .containsPattern("POSTGRES_PASSWORD +key vault +\\[secret\\]")
        .containsPattern("ANTHROPIC_API_KEY +file +\\[secret\\]")
        .doesNotContain("of-the-file")
        .doesNotContain(OF_VAULT);
  }

  @Test
  void theControlPlaneLogsInAsAManagedIdentity() throws Exception {
    grant(admin.subscription(), OWNER);
    Path file =
        file(
            "identity.properties",
            Map.of(
                "AZURE_LOGIN",
                "managed-identity",
                "AZURE_CLIENT_ID",
                identity.path("clientId").asString()));
    Ended doctor = haymaker(machine(), "doctor", "--config", file.toString());
    assertThat(doctor.out())
        .containsPattern("credential +passed")
        .containsPattern("azure-permissions +passed")
        .containsPattern("image +passed");
  }

  @Test
  void aMachineWithoutIdentityIsToldWhatIsMissing() throws Exception {
    Map<String, String> environment = machine();
    environment.put("IDENTITY_HEADER", "wrong");
    Ended check =
        haymaker(
            environment,
            "config",
            "check",
            "--config",
            file("unknown.properties", Map.of()).toString());
    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.out())
        .contains("MAIN_SP_CLIENT_SECRET: is not known, because the Key Vault could not be read");
  }

  @Test
  void aRunIsKeptInTheDatabaseThatIsNamed() throws Exception {
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("server"))) {
      DatabaseAddress address = server.address("elsewhere");
      Path data = folder.resolve("no-database-here");
      Path report = folder.resolve("report.json");
      Map<String, String> environment = new HashMap<>(cloud.secrets());
      environment.put("POSTGRES_URL", address.url());
      environment.put("POSTGRES_USER", address.user());
      Ended ended =
          haymaker(
              environment,
              "run",
              "--config",
              file("run.properties", Map.of()).toString(),
              "--data",
              data.toString(),
              "--scenarios",
              TinyScenarios.write(folder.resolve("tiny"), "networking-99-tiny").toString(),
              "--scenario",
              "networking-99-tiny",
              "--duration",
              "1s",
              "--report",
              report.toString(),
              "--json");
      assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
      assertThat(data.resolve("postgres")).doesNotExist();
      String run = JsonMapper.shared().readTree(Files.readString(report)).path("run_id").asString();
      try (PostgresStore store = PostgresStore.open(address, Clock.systemUTC())) {
        assertThat(store.runs().find(RunId.parse(run).orElseThrow()))
            .hasValueSatisfying(kept -> assertThat(kept).matches(Run::isOver));
      }
    }
  }
}

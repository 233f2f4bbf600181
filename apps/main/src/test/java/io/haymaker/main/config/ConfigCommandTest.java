package io.haymaker.main.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.main.MainRunner;
import io.haymaker.main.MainRunner.Ended;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people see of the configuration. */
class ConfigCommandTest {
  @TempDir Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("haymaker.properties"), text);
  }

  @Test
  void theReferenceInDocsIsWhatTheDeclarationsSay() throws Exception {
    assertThat(Files.readString(Path.of("../../docs/configuration.md")))
        .as("make it anew by: ./haymaker config reference > docs/configuration.md")
        .isEqualTo(ReferencePage.markdown());
  }

  @Test
  void everyNameOfTheSpecificationIsDeclared() {
    assertThat(Declarations.ALL.stream().<String>map(Setting::name))
        .doesNotHaveDuplicates()
        .contains(
            "AZURE_TENANT_ID AZURE_SUBSCRIPTION_ID AZURE_CLIENT_ID KEY_VAULT_URL SERVICE_BUS_NAMESPACE SERVICE_BUS_TOPIC CONTAINER_REGISTRY CONTAINER_IMAGE SIMULATION_SIZE STORAGE_ACCOUNT_NAME TABLE_STORAGE_ACCOUNT_NAME COSMOSDB_ENDPOINT COSMOSDB_DATABASE COSMOSDB_CONTAINER LOG_ANALYTICS_WORKSPACE_ID SERVICE_BUS_CONNECTION_STRING CONTAINER_REGISTRY_USERNAME CONTAINER_REGISTRY_PASSWORD CUSTOM_ROLE_ID RUN_DURATION CONTAINER_TIMEOUT MONITOR_INTERVAL SCHEDULES ANTHROPIC_MODEL ANTHROPIC_BASE_URL RESOURCE_GROUP_NAME VNET_INTEGRATION_ENABLED VNET_RESOURCE_GROUP VNET_NAME SUBNET_NAME MAIN_SP_CLIENT_SECRET ANTHROPIC_API_KEY ALLOWED_SUBSCRIPTIONS SP_SECRET_ROTATION_DAYS CONTAINER_MEMORY_GB CONTAINER_CPU_CORES AGENT_RUNTIME LOGS_INGESTION_ENDPOINT LOGS_INGESTION_RULE_ID LOGS_INGESTION_STREAM CLEANUP_DEADLINE ALERT_WEBHOOK_URL POSTGRES_URL"
                .split(" "));
  }

  @Test
  void unknownNamesAreNamedWithTheNearestKnownOne() throws Exception {
    Ended ended =
        MainRunner.run(
            "config",
            "check",
            "--config",
            file("AZURE_TENANT=x\nrun-duration=1h\nWHATEVER_ELSE_THERE_IS=1\n").toString());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out())
        .contains("problem: AZURE_TENANT: is no setting")
        .contains("did you mean AZURE_TENANT_ID?")
        .contains("did you mean RUN_DURATION?")
        .contains("WHATEVER_ELSE_THERE_IS: is no setting")
        .contains("AZURE_SUBSCRIPTION_ID: is not set")
        .contains("The configuration cannot be used");
  }

  @Test
  void aNameThatStandsTwiceIsAProblem() throws Exception {
    ConfigFile read = ConfigFile.read(file("LOCATION=eastus\nLOCATION=westus\n"));
    assertThat(read.problems())
        .singleElement()
        .extracting(Problem::what)
        .asString()
        .contains("stands twice");
  }

  @Test
  void aFileThatCannotBeReadIsAProblem() throws Exception {
    assertThat(ConfigFile.read(folder.resolve("none")).problems()).hasSize(1);
    Path binary = folder.resolve("binary");
    Files.write(binary, new byte[] {(byte) 0xc3, (byte) 0x28, '=', '1'});
    assertThat(ConfigFile.read(binary).problems()).hasSize(1);
    assertThat(ConfigFile.read(file("LOCATION=\\u00zz\n")).problems()).hasSize(1);
  }

  @Test
  void theJsonHasEverySettingItsSourceAndNoSecret() {
    String secret = "p4ss-word";
    String json =
        new ConfigReport(
                Sample.local().with("POSTGRES_PASSWORD", secret).withVault(Map.of()).resolve())
            .json();
    assertThat(json).doesNotContain(secret).doesNotContain(Sample.SECRET);
    JsonNode read = JsonMapper.shared().readTree(json.getBytes(StandardCharsets.UTF_8));
    assertThat(read.path("usable").asBoolean()).isTrue();
    assertThat(read.path("settings")).hasSize(Declarations.ALL.size());
    assertThat(read.path("settings").valueStream())
        .anySatisfy(
            one -> {
              assertThat(one.path("name").asString()).isEqualTo("POSTGRES_PASSWORD");
              assertThat(one.path("value").asString()).isEqualTo("[secret]");
              assertThat(one.path("source").asString()).isEqualTo("environment");
            });
  }

  @Test
  void theTableHasNoSecretEither() {
    assertThat(String.join("\n", new ConfigReport(Sample.local().resolve()).table()))
        .contains("MAIN_SP_CLIENT_SECRET")
        .contains("[secret]")
        .contains("can be used")
        .doesNotContain(Sample.SECRET);
  }

  @Test
  void aWebhookIsShownByItsHostOnly() {
    assertThat(
            String.join(
                "\n",
                new ConfigReport(
                        Sample.local()
                            .with("ALERT_WEBHOOK_URL", "https://hooks.example/T0/token")
                            .with("ALERT_WEBHOOK_SECRET", "s")
                            .resolve())
                    .table()))
        .contains("https://hooks.example/...")
        .doesNotContain("token");
  }
}

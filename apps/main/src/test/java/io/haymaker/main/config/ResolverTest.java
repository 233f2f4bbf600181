package io.haymaker.main.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Look;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who wins, and what is told when nobody can. */
class ResolverTest {
  @Test
  void theSampleHasNoProblem() {
    assertThat(Sample.local().problems()).isEmpty();
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheFileOverTheDefault() {
    Resolution resolution =
        Sample.local()
            .with("RUN_DURATION", "2h")
            .withFile(true, Map.of("RUN_DURATION", "3h", "MONITOR_INTERVAL", "1m"))
            .resolve();
    assertThat(resolution.values().shown(RunKeys.DURATION)).contains("2h00m");
    assertThat(resolution.values().source(RunKeys.DURATION)).isEqualTo(Source.ENVIRONMENT);
    assertThat(resolution.values().shown(RunKeys.MONITOR)).contains("1m00s");
    assertThat(resolution.values().source(RunKeys.MONITOR)).isEqualTo(Source.FILE);
    assertThat(resolution.values().source(RunKeys.TIMEOUT)).isEqualTo(Source.DEFAULT);
    assertThat(resolution.values().source(CloudKeys.ALLOWED)).isEqualTo(Source.UNSET);
  }

  @Test
  void anAgentIsSmallerThanItsNode() {
    assertThat(
            Sample.local()
                .with("WORKLOAD_PROFILE_TYPE", "D32")
                .with("CONTAINER_SIZES", "one=4x96,other=4x128")
                .problems())
        .singleElement()
        .asString()
        .startsWith("CONTAINER_SIZES: an agent is as large as a whole node");
    assertThat(Sample.local().with("CONTAINER_MEMORY_GB", "128").problems())
        .singleElement()
        .asString()
        .startsWith("CONTAINER_MEMORY_GB: an agent is as large as a whole node");
    assertThat(
            Sample.local()
                .with("WORKLOAD_PROFILE_TYPE", "E32")
                .with("CONTAINER_SIZES", "one=4x128")
                .problems())
        .isEmpty();
    for (String wrong :
        new String[] {"one=1x64", "one=2x63", "one", "one=2x64,one=3x64", "a=0x64"}) {
      assertThat(Sample.local().with("CONTAINER_SIZES", wrong).problems())
          .as(wrong)
          .singleElement()
          .asString()
          .startsWith("CONTAINER_SIZES");
    }
  }

  @Test
  void anEmptyVariableIsNone() {
    assertThat(Sample.local().with("LOCATION", " ").problems())
        .singleElement()
        .asString()
        .startsWith("LOCATION: is not set");
  }

  @Test
  void aSecretOfTheEnvironmentWinsOverTheVaultAndTheVaultOverTheFile() {
    Sample sample =
        Sample.local()
            .withVault(Map.of("main-sp-client-secret", "of-vault", "postgres-password", "of-vault"))
            .withFile(true, Map.of("POSTGRES_PASSWORD", "of-file", "ANTHROPIC_API_KEY", "of-file"));
    Values values = sample.resolve().values();
    assertThat(values.get(CloudKeys.SECRET).reveal()).isEqualTo(Sample.SECRET);
    assertThat(values.get(StateKeys.POSTGRES_PASSWORD).reveal()).isEqualTo("of-vault");
    assertThat(values.source(StateKeys.POSTGRES_PASSWORD)).isEqualTo(Source.KEY_VAULT);
    assertThat(values.get(StateKeys.ANTHROPIC_KEY).reveal()).isEqualTo("of-file");
    assertThat(values.source(StateKeys.ANTHROPIC_KEY)).isEqualTo(Source.FILE);
  }

  @Test
  void withoutTheLocalProfileSecretsComeFromTheVaultOnly() {
    Sample standard =
        Sample.local()
            .with("HAYMAKER_PROFILE", "standard")
            .withVault(Map.of("main-sp-client-secret", "of-vault"));
    assertThat(standard.problems())
        .singleElement()
        .asString()
        .startsWith("MAIN_SP_CLIENT_SECRET: is a secret and stands in the environment")
        .contains("HAYMAKER_PROFILE=local")
        .doesNotContain(Sample.SECRET);
    standard.without("MAIN_SP_CLIENT_SECRET");
    assertThat(standard.problems()).isEmpty();
    assertThat(standard.resolve().values().get(CloudKeys.SECRET).reveal()).isEqualTo("of-vault");
    standard.withFile(true, Map.of("POSTGRES_PASSWORD", "of-file"));
    assertThat(standard.problems())
        .singleElement()
        .asString()
        .startsWith("POSTGRES_PASSWORD: is a secret and stands in the file");
  }

  @Test
  void aSecretInAFileThatOthersCanReadIsRefused() {
    assertThat(Sample.local().withFile(false, Map.of("POSTGRES_PASSWORD", "of-file")).problems())
        .singleElement()
        .asString()
        .contains("chmod 600")
        .doesNotContain("of-file");
  }

  @Test
  void aVaultThatCannotBeReadIsNamedAsTheReasonAndAskedOnce() {
    var asked = new AtomicInteger();
    Resolution resolution =
        Sample.local()
            .with("HAYMAKER_PROFILE", "standard")
            .without("MAIN_SP_CLIENT_SECRET")
            .withVault(
                _ -> {
                  asked.incrementAndGet();
                  return Look.couldNotLook("Forbidden", "no role");
                })
            .resolve();
    assertThat(resolution.problems())
        .singleElement()
        .extracting(Problem::what)
        .asString()
        .contains("Key Vault could not be read (Forbidden: no role)");
    assertThat(asked).hasValue(1);
  }

  @Test
  void aVaultThatCannotBeReadIsANoteWhereNothingIsMissing() {
    Resolution resolution =
        Sample.local().withVault(_ -> Look.couldNotLook("Forbidden", "no role")).resolve();
    assertThat(resolution.problems()).isEmpty();
    assertThat(resolution.notes())
        .containsExactly("Key Vault could not be read: Forbidden: no role");
  }

  @Test
  void everythingThatIsMissingIsListedAtOnce() {
    List<String> required =
        Declarations.ALL.stream()
            .filter(
                setting ->
                    switch (setting.need()) {
                      case Setting.Need.Always _, Setting.Need.When _ -> true;
                      case Setting.Need.With _, Setting.Need.OfScaler _, Setting.Need.Never _ ->
                          false;
                    })
            .<String>map(Setting::name)
            .toList();
    assertThat(required).hasSizeGreaterThan(12);
    Resolution empty = new Resolver(Map.of(), Optional.empty(), _ -> Optional.empty()).resolve();
    assertThat(empty.problems()).extracting(Problem::setting).containsExactlyElementsOf(required);
    assertThat(empty.problems()).allSatisfy(problem -> assertThat(problem.whatToDo()).isNotBlank());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AZURE_TENANT_ID           | contoso                  | 'contoso' (environment) is no GUID",
        "ALLOWED_SUBSCRIPTIONS     | a,b                      | is no list of GUIDs",
        "KEY_VAULT_URL             | http://v.example         | is no https URL",
        "KEY_VAULT_URL             | https://u:p@v.example    | is no https URL",
        "HAYMAKER_GRAPH_ENDPOINT   | https://g.example/v1.0   | is no https URL without /v1.0",
        "HAYMAKER_CA_FILE          | /no/such/file            | is no file of certificates",
        "RUN_DURATION              | soon                     | is no duration",
        "RUN_DURATION              | 0s                       | is no duration",
        "CONTAINER_MEMORY_GB       | 32                       | on Azure has at least 2 CPU and 64",
        "CONTAINER_MEMORY_GB       | 0.01                     | is no number from 0.0625 to 1024",
        "CONTAINER_CPU_CORES       | 1                        | on Azure has at least 2 CPU and 64",
        "VNET_INTEGRATION_ENABLED  | yes                      | is no 'true' or 'false'",
        "VNET_INTEGRATION_ENABLED  | false                    | refused on Container Apps",
        "AGENT_RUNTIME             | process                  | not available yet",
        "SIMULATION_SIZE           | huge                     | is no size",
        "POSTGRES_URL              | jdbc:postgresql://h/d    | POSTGRES_USER: is not set",
        "CONTAINER_TIMEOUT         | 744h                     | SP_SECRET_ROTATION_DAYS: is shorter than agents may run, CONTAINER_TIMEOUT",
        "CONTAINER_TIMEOUT         | 8h                       | is not longer than RUN_DURATION",
        "CONTAINER_REGISTRY_USERNAME | me                     | CONTAINER_REGISTRY_PASSWORD: is not set, but",
        "ANTHROPIC_MODEL           | m                        | ANTHROPIC_API_KEY: is not set, but",
        "COSMOSDB_DATABASE         | d                        | COSMOSDB_ENDPOINT: is not set, but",
        "INVENTORY_SUBSCRIPTIONS   | 22222222-2222-4222-8222-222222222222 | names AZURE_SUBSCRIPTION_ID",
        "SERVICE_BUS_BATCH_SIZE    | 5000                     | whole number from 1 to 4500",
        "WORKLOAD_PROFILE_TYPE     | D16                      | is no one of E16, D32, E32",
        "CONTAINER_APPS_ENVIRONMENT | /subscriptions/s/x      | is no name or resource id",
      })
  void oneWrongValueIsOneProblemThatNamesTheSetting(String name, String value, String message) {
    List<String> problems = Sample.local().with(name, value).problems();
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst()).contains(message).contains(name);
  }

  @Test
  void whatSettingsDemandOfEachOtherIsToldTogetherWithTheRest() {
    List<String> problems =
        Sample.local()
            .with("AZURE_TENANT_ID", "contoso")
            .without("LOCATION")
            .with("SIMULATION_SIZE", "huge")
            .with("VNET_INTEGRATION_ENABLED", "false")
            .with("AGENT_RUNTIME", "aci")
            .with("RUN_DURATION", "12h")
            .with("INVENTORY_SUBSCRIPTIONS", "22222222-2222-4222-8222-222222222222")
            .with("COSMOSDB_ENDPOINT", "https://c.example")
            .with("ALERT_WEBHOOK_URL", "https://hook.example/x")
            .without("CONTAINER_REGISTRY")
            .with("CONTAINER_REGISTRY_USERNAME", "me")
            .problems();
    assertThat(problems)
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactlyInAnyOrder(
            "AZURE_TENANT_ID",
            "LOCATION",
            "SIMULATION_SIZE",
            "VNET_INTEGRATION_ENABLED",
            "AGENT_RUNTIME",
            "CONTAINER_TIMEOUT",
            "INVENTORY_SUBSCRIPTIONS",
            "COSMOSDB_DATABASE",
            "COSMOSDB_CONTAINER",
            "ALERT_WEBHOOK_SECRET",
            "CONTAINER_REGISTRY",
            "CONTAINER_REGISTRY_PASSWORD");
  }

  @Test
  void aValueThatIsWrongByItselfIsToldOnce() {
    assertThat(
            Sample.local()
                .with("RUN_DURATION", "soon")
                .with("CONTAINER_TIMEOUT", "1s")
                .with("COSMOSDB_ENDPOINT", "http://c.example")
                .with("COSMOSDB_DATABASE", "d")
                .with("COSMOSDB_CONTAINER", "c")
                .problems())
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("RUN_DURATION: 'soon'"))
        .anyMatch(problem -> problem.startsWith("COSMOSDB_ENDPOINT: 'http://c.example'"));
  }

  @Test
  void aConnectionStringIsForLocalWork() {
    assertThat(
            Sample.local()
                .with("HAYMAKER_PROFILE", "standard")
                .without("MAIN_SP_CLIENT_SECRET")
                .withVault(
                    Map.of(
                        "main-sp-client-secret",
                        "s",
                        "service-bus-connection-string",
                        "Endpoint=sb://x/"))
                .problems())
        .singleElement()
        .asString()
        .startsWith("SERVICE_BUS_CONNECTION_STRING: is for local work only");
  }

  @Test
  void aWrongDatabaseUrlIsNotRepeated() {
    assertThat(Sample.local().with("POSTGRES_URL", "postgres://me:hunter2@h/d").problems())
        .singleElement()
        .asString()
        .startsWith("POSTGRES_URL: its value")
        .doesNotContain("hunter2");
  }

  @Test
  void whatNothingUsesYetIsSaid() {
    assertThat(Sample.local().with("STORAGE_ACCOUNT_NAME", "hay").resolve().notes())
        .containsExactly("STORAGE_ACCOUNT_NAME is set, but nothing uses it yet");
  }
}

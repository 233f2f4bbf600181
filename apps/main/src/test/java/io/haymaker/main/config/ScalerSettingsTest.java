package io.haymaker.main.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.azure.AzureLogin;
import io.haymaker.azure.instances.ContainerInstancesSettings.RegistryLogin;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.Restart;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.wiring.ScalerPlace;
import io.haymaker.main.wiring.ScalerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The environment of the queue scaler, and scalers in the file. */
class ScalerSettingsTest {
  private static final Path EXAMPLE = Path.of("..", "..", "docs", "scaler.env.example");
  private static final Map<String, String> LEAST =
      Map.of(
          "AZURE_SUBSCRIPTION_ID", "22222222-2222-4222-8222-222222222222",
          "AZURE_RESOURCE_GROUP", "group",
          "ACI_IMAGE", "registry.example/worker:1",
          "ACI_NAME_PREFIX", "worker",
          "ACI_LOCATION", "westus2",
          "SB_CONNECTION_STR",
              "Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=a2V5",
          "SB_TOPIC_NAME", "jobs");

  @TempDir private Path folder;

  private static Map<String, String> with(String name, String value) {
    var environment = new HashMap<>(LEAST);
    environment.put(name, value);
    return environment;
  }

  private static List<ScalerSettings> read(Map<String, String> environment) {
    return read(Optional.empty(), environment);
  }

  private static List<ScalerSettings> read(Optional<Path> file, Map<String, String> environment) {
    return ConfigReader.readWithScalers(file, environment, Clock.systemUTC()).premises().scalers();
  }

  private static Scaler scaler(ScalerSettings settings) {
    return settings.scaler(
        new Capabilities(
            "test",
            63,
            new ContainerSize(0.1, 0.1),
            new ContainerSize(31, 240),
            Set.of(Restart.NEVER),
            Set.of()));
  }

  private Path file(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("haymaker.properties"), List.of(lines));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void theLeastThatIsNeededGetsTheDefaultsOfTheSpecification() {
    ScalerSettings settings = read(LEAST).getFirst();
    Scaler scaler = scaler(settings);

    assertThat(scaler.name().value()).isEqualTo("main");
    assertThat(scaler.managedBy()).isEqualTo("worker");
    assertThat(scaler.capacity()).isEqualTo(200);
    assertThat(scaler.width()).isEqualTo(4);
    assertThat(scaler.page()).isEqualTo(50);
    assertThat(scaler.confirm()).isTrue();
    assertThat(scaler.skipped()).isEmpty();
    assertThat(scaler.orphans()).isEqualTo(new Scaler.Orphans(true, 50, 2, Duration.ofSeconds(5)));
    assertThat(scaler.rules().sizing()).isEqualTo(new SizingRule.Linear(2, 8, 0.5, 240));
    assertThat(scaler.rules().attempts())
        .isEqualTo(new Backoff(3, Duration.ofSeconds(30), Duration.ofMinutes(5)));
    assertThat(scaler.environment()).isEmpty();
    assertThat(settings.interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.azure().login()).isEqualTo(new AzureLogin.Surroundings());
    assertThat(settings.queue().namespace()).isEqualTo("bus.servicebus.windows.net");
    assertThat(settings.place()).isInstanceOf(ScalerPlace.Instances.class);
  }

  @Test
  void aFirstWaitLongerThanTheUsualLongestOneIsKept() {
    Scaler scaler = scaler(read(with("SCALER_RETRY_WAIT", "20m")).getFirst());

    assertThat(scaler.rules().attempts())
        .isEqualTo(new Backoff(3, Duration.ofMinutes(20), Duration.ofMinutes(20)));
  }

  @Test
  void withoutAnySettingTheServerHasNoScaler() {
    assertThat(
            ConfigReader.readWhatIs(Optional.empty(), Map.of(), Clock.systemUTC())
                .premises()
                .scalers())
        .isEmpty();
    assertThat(
            ConfigReader.readWhatIs(
                    Optional.empty(), Map.of("AZURE_RESOURCE_GROUP", "g"), Clock.systemUTC())
                .premises()
                .scalers())
        .as("others set that, too")
        .isEmpty();
  }

  @Test
  void aScalerNeedsNoCloudForRuns() {
    assertThat(ConfigReader.readWhatIs(Optional.empty(), LEAST, Clock.systemUTC()))
        .isInstanceOfSatisfying(
            Configured.Cloudless.class,
            cloudless -> assertThat(cloudless.premises().scalers()).hasSize(1));
  }

  @Test
  void allThatIsMissingAndAllThatIsWrongIsListedAtOnceAndEmptyCountsAsMissing() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "ACI_IMAGE", "  ",
                        "ACI_MAX_INSTANCES", "many",
                        "ACI_MIN_MEMORY_GB", "-1",
                        "SB_CONNECTION_STR", "Endpoint=sb://h/;topsecret")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("ACI_MAX_INSTANCES: 'many'")
        .hasMessageContaining("ACI_MIN_MEMORY_GB: '-1'")
        .hasMessageContaining("SB_CONNECTION_STR: is no connection string")
        .hasMessageContaining("AZURE_SUBSCRIPTION_ID: is not set")
        .hasMessageContaining("AZURE_RESOURCE_GROUP: is not set")
        .hasMessageContaining("ACI_IMAGE: is not set")
        .hasMessageContaining("ACI_NAME_PREFIX: is not set")
        .hasMessageContaining("ACI_LOCATION: is not set")
        .hasMessageContaining("SB_TOPIC_NAME: is not set")
        .hasMessageNotContaining("KEY_VAULT_URL")
        .hasMessageNotContaining("topsecret");
  }

  @ParameterizedTest
  @CsvSource({
    "ACI_MAX_INSTANCES, 0",
    "ACI_MAX_INSTANCES, 12.5",
    "ACI_DEFAULT_CPU, lots",
    "ACI_MEMORY_MULTIPLIER, -8",
    "PROVISIONING_MAX_WORKERS, -1",
    "PROVISIONING_PEEK_MAX, 251",
    "PROVISIONING_CONFIRM_MESSAGE, yes",
    "PROVISIONING_DELETE_ORPHANS, 1",
    "PROVISIONING_ORPHAN_PEEK_MAX, 0",
    "PROVISIONING_ORPHAN_CONFIRM_CHECKS, none",
    "PROVISIONING_ORPHAN_CONFIRM_INTERVAL_SECONDS, -5",
    "SCALER_MAX_ATTEMPTS, 0",
    "SCALER_RETRY_WAIT, soon",
    "SCALER_SIZES, 50=1x1;9",
    "ACI_NAME_PREFIX, Upper",
    "ACI_MAX_MEMORY_GB, 0.1",
    "INSTANCE_SUBSCRIPTION_ENV_NAME, 9lives",
    "INSTANCE_9LIVES, x",
    "ACR_SERVER, mine.azurecr.io",
    "ACR_USERNAME, me",
    "SB_NAMESPACE, other",
    "SCALER_RUNTIME, aca",
    "SCALER_RUNTIME, moon"
  })
  void aWrongValueIsAnErrorThatNamesItAndNeverADefault(String name, String value) {
    String told = name.equals("ACI_MAX_MEMORY_GB") ? "ACI_MIN_MEMORY_GB" : name;
    assertThatThrownBy(() -> read(with(name, value)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(told.equals("ACR_USERNAME") ? "ACR_PASSWORD: " : told + ": ");
  }

  /** Only there can its containers reach a bus that listens on the loopback address. */
  @ParameterizedTest
  @CsvSource({
    "bus.servicebus.windows.net, '', bridge",
    "localhost:5671, '', host",
    "127.0.0.1, '', host",
    "localhost:5671, mine, mine"
  })
  void onAnEngineNoRegionIsNeededAndContainersJoinTheNetworkThatLeadsToTheBus(
      String bus, String chosen, String network) {
    Map<String, String> environment = with("SCALER_RUNTIME", "docker");
    environment.remove("ACI_LOCATION");
    environment.put("DOCKER_NETWORK", chosen);
    environment.put(
        "SB_CONNECTION_STR",
        "Endpoint=sb://%s/;SharedAccessKeyName=n;SharedAccessKey=a2V5".formatted(bus));

    assertThat(read(environment).getFirst().place())
        .isInstanceOfSatisfying(
            ScalerPlace.Engine.class, engine -> assertThat(engine.network()).isEqualTo(network));
  }

  @Test
  void inACloudOfItsOwnTheEnvironmentSaysNothingOfAnyOther() {
    Map<String, String> environment = with("KEY_VAULT_URL", "https://v.vault.azure.net");
    environment.put("HAYMAKER_CONFIG", "/no/such/file");
    environment.put("AZURE_LOGIN", "managed-identity");
    environment.put("SB_NAMESPACE", "bus");
    environment.put("SCALER_NAME", "files");
    Map<String, String> cloud =
        Map.of(
            "AZURE_SUBSCRIPTION_ID", "33333333-3333-4333-8333-333333333333",
            "AZURE_RESOURCE_GROUP", "theirs",
            "SB_CONNECTION_STR", "Endpoint=sb://b:1/;SharedAccessKeyName=n;SharedAccessKey=a2V5");

    ScalerSettings settings =
        ConfigReader.scalers(environment, cloud, Clock.systemUTC()).getFirst();

    assertThat(settings.name().value()).isEqualTo("files");
    assertThat(settings.queue().namespace()).isEqualTo("b:1");
    assertThat(settings.queue().group().groupName()).contains("theirs");
    assertThat(settings.azure().login()).isEqualTo(new AzureLogin.Surroundings());
  }

  @Test
  void theDemosContainerAppsAreNoPlaceForAScaler() {
    assertThatThrownBy(
            () -> ConfigReader.scalers(with("SCALER_RUNTIME", "aca"), Map.of(), Clock.systemUTC()))
        .isInstanceOfSatisfying(
            CommandFailure.class, failure -> assertThat(failure.exitCode()).isEqualTo(2))
        .hasMessageContaining(
            "SCALER_RUNTIME: is aca, but the demo's Container Apps have the agents' image alone");
  }

  @Test
  void theExampleIsCompleteAndCanBeUsed() throws IOException {
    Path copy = file(Files.readAllLines(EXAMPLE).toArray(String[]::new));
    ScalerSettings settings = read(Optional.of(copy), Map.of()).getFirst();
    Scaler scaler = scaler(settings);

    assertThat(scaler.subscriptionVariable()).contains("VALIDATION_REQ_SUB");
    assertThat(scaler.environment())
        .containsOnly(Map.entry("OUTPUT_CONTAINER", "validated"), Map.entry("LOG_LEVEL", "info"));
    assertThat(scaler.skipped()).containsExactlyInAnyOrder("archive", "debug");
    assertThat(settings.azure().login()).isInstanceOf(AzureLogin.ClientSecret.class);
    assertThat(((ScalerPlace.Instances) settings.place()).settings().registry())
        .hasValueSatisfying(
            login -> assertThat(login).isInstanceOf(RegistryLogin.ByPassword.class));
    assertThat(settings.toString() + scaler)
        .doesNotContain("not-a-real")
        .doesNotContain("validated");
    String text = Files.readString(EXAMPLE);
    assertThat(Declarations.ALL)
        .filteredOn(setting -> setting.feature() == Feature.SCALER)
        .extracting(Setting::name)
        .filteredOn(name -> !text.contains(name + "="))
        .as("settings that the example does not show")
        .containsExactlyInAnyOrder("SCALER_NAME", "SCALER_RUNTIME", "ACI_IDENTITY", "ACI_SUBNET");
  }

  @Test
  void sizesToChooseFromTakeThePlaceOfTheLinearRule() {
    assertThat(
            scaler(read(with("SCALER_SIZES", "50=1x1, 5000=4x40.5")).getFirst()).rules().sizing())
        .isEqualTo(
            new SizingRule.Steps(
                List.of(
                    new SizingRule.Step(new FileSize(50), new ContainerSize(1, 1)),
                    new SizingRule.Step(new FileSize(5000), new ContainerSize(4, 40.5)))));
  }

  @Test
  void furtherScalersStandInTheFileAndShareNothingButTheCloud() throws IOException {
    Path file =
        file(
            "scaler.reports.AZURE_RESOURCE_GROUP=other",
            "scaler.reports.ACI_IMAGE=registry.example/report:2",
            "scaler.reports.ACI_NAME_PREFIX=report",
            "scaler.reports.ACI_LOCATION=eastus2",
            "scaler.reports.SB_TOPIC_NAME=reports",
            "scaler.reports.SB_CONNECTION_STR=" + LEAST.get("SB_CONNECTION_STR"),
            "scaler.reports.INSTANCE_MODE=slow",
            "scaler.reports.ACI_MAX_INSTANCES=5");
    var first = with("INSTANCE_MODE", "fast");
    first.put("SKIP_SUBSCRIPTIONS", "a");

    List<ScalerSettings> scalers = read(Optional.of(file), first);

    assertThat(scalers).extracting(one -> one.name().value()).containsExactly("main", "reports");
    assertThat(scaler(scalers.getFirst()).environment()).containsOnly(Map.entry("MODE", "fast"));
    Scaler reports = scaler(scalers.getLast());
    assertThat(reports.environment()).containsOnly(Map.entry("MODE", "slow"));
    assertThat(reports.skipped()).isEmpty();
    assertThat(reports.capacity()).isEqualTo(5);
    assertThat(
            read(
                Optional.of(file),
                Map.of("AZURE_SUBSCRIPTION_ID", LEAST.get("AZURE_SUBSCRIPTION_ID"))))
        .as("the environment need not name one")
        .extracting(one -> one.name().value())
        .containsExactly("reports");
  }

  @Test
  void whatIsWrongWithAFurtherScalerIsToldByItsWholeName() throws IOException {
    Path file =
        file(
            "scaler.main.ACI_NAME_PREFIX=worker",
            "scaler.main.ACI_MAX_INSTANCES=many",
            "scaler.main.RUN_DURATION=8h");
    assertThatThrownBy(() -> read(Optional.of(file), LEAST))
        .hasMessageContaining("scaler.main.ACI_MAX_INSTANCES: 'many'")
        .hasMessageContaining("scaler.main.ACI_IMAGE: is not set")
        .hasMessageContaining("scaler.main.RUN_DURATION: is no setting")
        .hasMessageContaining("SCALER_NAME: the file has another scaler 'main'")
        .hasMessageContaining("scaler.main.ACI_NAME_PREFIX: another scaler has 'worker'");
  }

  @Test
  void aFileThatOthersReadMayHoldNoConnectionString() throws IOException {
    Path file = file("SB_CONNECTION_STR=" + LEAST.get("SB_CONNECTION_STR"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    var environment = new HashMap<>(LEAST);
    environment.remove("SB_CONNECTION_STR");
    assertThatThrownBy(() -> read(Optional.of(file), environment))
        .hasMessageContaining("SB_CONNECTION_STR: is a secret in a file that others can read");
  }
}

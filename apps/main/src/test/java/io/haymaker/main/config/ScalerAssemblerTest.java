package io.haymaker.main.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.instances.ContainerInstancesSettings;
import io.haymaker.azure.instances.ContainerInstancesSettings.RegistryLogin;
import io.haymaker.azure.queue.BusConnection;
import io.haymaker.azure.queue.QueueSettings;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.Restart;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerRules;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.main.wiring.ScalerPlace;
import io.haymaker.main.wiring.ScalerSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each setting of the queue scaler arrives where it is used: no two here have the same value. */
class ScalerAssemblerTest {
  private static final String SUBSCRIPTION = "44444444-4444-4444-8444-444444444444";
  private static final String BUS =
      "Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=a2V5";
  private static final String RESOURCES =
      "/subscriptions/%s/resourceGroups/others/providers/".formatted(SUBSCRIPTION);
  private static final String IDENTITIES =
      RESOURCES + "Microsoft.ManagedIdentity/userAssignedIdentities/";
  private static final String SUBNET =
      RESOURCES + "Microsoft.Network/virtualNetworks/net/subnets/sub";
  private static final Capabilities RUNTIME =
      new Capabilities(
          "test",
          63,
          new ContainerSize(0.1, 0.1),
          new ContainerSize(31, 240),
          Set.of(Restart.NEVER),
          Set.of());

  private static final Map<String, String> EVERYTHING =
      Map.ofEntries(
          Map.entry("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION),
          Map.entry("AZURE_RESOURCE_GROUP", "the-group"),
          Map.entry("ACI_IMAGE", "registry.example/worker:9"),
          Map.entry("ACI_NAME_PREFIX", "the-prefix"),
          Map.entry("ACI_LOCATION", "norwayeast"),
          Map.entry("ACI_MAX_INSTANCES", "31"),
          Map.entry("ACI_DEFAULT_CPU", "1.5"),
          Map.entry("ACI_MEMORY_MULTIPLIER", "7.25"),
          Map.entry("ACI_MIN_MEMORY_GB", "0.75"),
          Map.entry("ACI_MAX_MEMORY_GB", "99.5"),
          Map.entry("ACI_IDENTITY", IDENTITIES + "of-containers"),
          Map.entry("ACI_SUBNET", SUBNET),
          Map.entry("ACR_SERVER", "registry.example"),
          Map.entry("SB_CONNECTION_STR", BUS),
          Map.entry("SB_NAMESPACE", "bus"),
          Map.entry("SB_TOPIC_NAME", "the-topic"),
          Map.entry("SKIP_SUBSCRIPTIONS", "first-skipped,second-skipped"),
          Map.entry("PROVISIONING_MAX_WORKERS", "6"),
          Map.entry("PROVISIONING_PEEK_MAX", "41"),
          Map.entry("PROVISIONING_ORPHAN_PEEK_MAX", "43"),
          Map.entry("PROVISIONING_ORPHAN_CONFIRM_CHECKS", "8"),
          Map.entry("PROVISIONING_ORPHAN_CONFIRM_INTERVAL_SECONDS", "0.35"),
          Map.entry("INSTANCE_MODE", "fast"),
          Map.entry("INSTANCE_SUBSCRIPTION_ENV_NAME", "WHERE_FROM"),
          Map.entry("SCALER_NAME", "the-name"),
          Map.entry("SCALER_MAX_ATTEMPTS", "11"),
          Map.entry("SCALER_RETRY_WAIT", "17s"),
          Map.entry("SCALER_INTERVAL", "23s"));

  private static final Map<String, String> BY_PASSWORD =
      Map.of("ACR_USERNAME", "the-user", "ACR_PASSWORD", "the-password");
  private static final Map<String, String> BY_IDENTITY =
      Map.of("ACR_IDENTITY", IDENTITIES + "of-registry");

  private static Map<String, String> flags(String confirm, String orphans) {
    return Map.of("PROVISIONING_CONFIRM_MESSAGE", confirm, "PROVISIONING_DELETE_ORPHANS", orphans);
  }

  private static ScalerSettings read(Map<String, String> more) {
    var environment = new HashMap<>(EVERYTHING);
    environment.putAll(more);
    List<ScalerSettings> scalers =
        ConfigReader.readWithScalers(Optional.empty(), environment, Clock.systemUTC())
            .premises()
            .scalers();
    assertThat(scalers).hasSize(1);
    return scalers.getFirst();
  }

  /** What chooses another kind of place or of sizes has tests of its own. */
  @Test
  void noSettingOfTheScalerIsLeftOutHere() {
    var given = new HashSet<>(EVERYTHING.keySet());
    given.addAll(BY_PASSWORD.keySet());
    given.addAll(BY_IDENTITY.keySet());
    given.addAll(flags("true", "true").keySet());
    given.addAll(Set.of("SCALER_RUNTIME", "SCALER_SIZES"));

    assertThat(Declarations.ALL)
        .filteredOn(setting -> setting.feature() == Feature.SCALER)
        .extracting(Setting::name)
        .isSubsetOf(given);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void whatAScalerDoesIsWhatItsSettingsSay(boolean confirm, boolean orphans) {
    var given = new HashMap<>(BY_IDENTITY);
    given.putAll(flags(Boolean.toString(confirm), Boolean.toString(orphans)));

    ScalerSettings settings = read(given);

    assertThat(settings.scaler(RUNTIME))
        .usingRecursiveComparison()
        .isEqualTo(
            new Scaler(
                new ScalerName("the-name"),
                "the-prefix",
                "registry.example/worker:9",
                new ScalerRules(
                    new Backoff(11, Duration.ofSeconds(17), Duration.ofMinutes(5)),
                    new SizingRule.Linear(1.5, 7.25, 0.75, 99.5),
                    RUNTIME),
                31,
                6,
                41,
                Set.of("first-skipped", "second-skipped"),
                confirm,
                new Scaler.Orphans(orphans, 43, 8, Duration.ofMillis(350)),
                Map.of("MODE", "fast"),
                Optional.of("WHERE_FROM")));
    assertThat(settings.name()).isEqualTo(new ScalerName("the-name"));
    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(23));
  }

  @Test
  void theQueueIsTheTopicOfTheNamespaceInItsGroup() {
    ScalerSettings settings = read(BY_PASSWORD);

    assertThat(settings.queue())
        .usingRecursiveComparison()
        .isEqualTo(
            new QueueSettings(
                BusConnection.of(new SecretValue(BUS)),
                "bus",
                "the-topic",
                ResourceId.group(SUBSCRIPTION, "the-group")));
    assertThat(settings.azure().subscriptions()).containsExactly(SUBSCRIPTION);
  }

  private static void placeHas(ScalerSettings settings, RegistryLogin login) {
    assertThat(settings.place())
        .usingRecursiveComparison()
        .isEqualTo(
            new ScalerPlace.Instances(
                new ContainerInstancesSettings(
                    "the-group",
                    "norwayeast",
                    ContainerInstancesSettings.LARGEST,
                    Optional.of(login),
                    Set.of(IDENTITIES + "of-containers"),
                    Optional.of(SUBNET),
                    Optional.of("the-prefix"))));
  }

  @Test
  void containersAreInTheirPlaceAndTheirImageIsPulledByPassword() {
    placeHas(
        read(BY_PASSWORD),
        new RegistryLogin.ByPassword(
            "registry.example", "the-user", new SecretValue("the-password")));
  }

  @Test
  void theImageIsPulledByTheRegistrysIdentityAndContainersHaveTheirOwn() {
    placeHas(
        read(BY_IDENTITY),
        new RegistryLogin.ByIdentity("registry.example", IDENTITIES + "of-registry"));
  }
}

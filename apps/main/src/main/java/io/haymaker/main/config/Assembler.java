package io.haymaker.main.config;

import io.haymaker.azure.AzureEndpoints;
import io.haymaker.azure.AzureLogin;
import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.event.BusSettings;
import io.haymaker.azure.registry.RegistrySettings;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.cleanup.DeletionRules;
import io.haymaker.core.health.HealthSettings;
import io.haymaker.core.health.HealthThresholds;
import io.haymaker.core.replica.AutoscaleSettings;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.run.AgentSizes;
import io.haymaker.core.run.RunSettings;
import io.haymaker.core.sweep.OrphanSweep.SweepTimes;
import io.haymaker.main.LogSettings;
import io.haymaker.main.alert.AlertSettings;
import io.haymaker.main.goal.ModelSettings;
import io.haymaker.main.wiring.CheckSettings;
import io.haymaker.main.wiring.PlaneSettings;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.server.telemetry.TelemetrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the typed records of values in which no problem was found. */
final class Assembler {
  private static final String BUS_DOMAIN = ".servicebus.windows.net";

  private final Values values;

  Assembler(Values values) {
    this.values = values;
  }

  Configuration configuration() {
    var agents = new AgentAssembler(values);
    return new Configuration(
        new PlaneSettings(
            azure(login()),
            agents.place(),
            bus(),
            runs(agents),
            deletion(),
            values
                .find(RunKeys.SCENARIOS)
                .orElseGet(
                    () -> Path.of(System.getProperty("haymaker.home", ".")).resolve("scenarios")),
            new CheckSettings(
                values.find(CloudKeys.ALLOWED).orElseGet(List::of),
                values.find(StateKeys.PRICES),
                values
                    .find(ContainerKeys.REGISTRY_USER)
                    .map(
                        user ->
                            new RegistrySettings.Password(
                                user, values.get(ContainerKeys.REGISTRY_PASSWORD))),
                model(),
                Duration.ofDays(values.get(RunKeys.ROTATION))),
            alerts(),
            new SweepTimes(values.get(CleanupKeys.SWEEP), values.get(CleanupKeys.GRACE))),
        premises(),
        new Configuration.RunDefaults(values.get(RunKeys.SIZE), values.get(RunKeys.DURATION)),
        values.get(RunKeys.SCHEDULES).stream()
            .map(line -> line.on(values.get(RunKeys.SIZE), values.get(RunKeys.DURATION)))
            .toList(),
        values.find(CloudKeys.CA_FILE));
  }

  Premises premises() {
    return new Premises(
        values
            .find(StateKeys.POSTGRES)
            .map(
                url ->
                    new DatabaseAddress(
                        url,
                        values.get(StateKeys.POSTGRES_USER),
                        values.find(StateKeys.POSTGRES_PASSWORD))),
        values.get(StateKeys.DATA),
        managed(),
        ScalerAssembler.all(values),
        logs(),
        telemetry());
  }

  ManagedSettings managed() {
    return new ManagedSettings(
        new HealthSettings(
            Duration.ofSeconds(values.get(HealthKeys.INTERVAL)),
            values.get(HealthKeys.RETENTION),
            new HealthThresholds(values.get(HealthKeys.WARNING), values.get(HealthKeys.CRITICAL))),
        new AutoscaleSettings(
            values.get(ScalingKeys.TARGET),
            values.get(ScalingKeys.ROOM),
            values.get(ScalingKeys.SAMPLES),
            values.get(ScalingKeys.UP_AFTER),
            values.get(ScalingKeys.DOWN_AFTER),
            AutoscaleSettings.DEFAULT.window()));
  }

  LogSettings logs() {
    return new LogSettings(values.find(StateKeys.LOG_FILE), values.get(StateKeys.LOG_FORMAT));
  }

  Optional<TelemetrySettings> telemetry() {
    return values
        .find(TelemetryKeys.ENDPOINT)
        .map(
            collector ->
                new TelemetrySettings(
                    below(collector, "v1/traces", TelemetryKeys.TRACES),
                    below(collector, "v1/metrics", TelemetryKeys.METRICS),
                    values.find(TelemetryKeys.HEADERS).orElseGet(Map::of),
                    values.get(TelemetryKeys.SERVICE),
                    values.find(TelemetryKeys.ATTRIBUTES).orElseGet(Map::of),
                    Duration.ofMillis(values.get(TelemetryKeys.INTERVAL))));
  }

  private Optional<URI> below(URI collector, String path, Setting<String> exporter) {
    return values.is(exporter, TelemetryKeys.OTLP)
        ? Optional.of(URI.create(collector.toString().replaceAll("/+$", "") + "/" + path))
        : Optional.empty();
  }

  Optional<AlertSettings> alerts() {
    return values
        .find(RunKeys.WEBHOOK)
        .map(
            url ->
                new AlertSettings(
                    url, values.get(RunKeys.WEBHOOK_SECRET), values.find(CloudKeys.CA_FILE)));
  }

  private Optional<ModelSettings> model() {
    return values
        .find(StateKeys.ANTHROPIC_KEY)
        .map(
            key ->
                new ModelSettings(
                    values.get(StateKeys.ANTHROPIC_URL),
                    values.get(StateKeys.ANTHROPIC_MODEL),
                    key));
  }

  private AzureLogin login() {
    return values.get(CloudKeys.LOGIN).equals(CloudKeys.MANAGED_IDENTITY)
        ? new AzureLogin.ManagedIdentity(values.find(CloudKeys.CLIENT))
        : new AzureLogin.ClientSecret(values.get(CloudKeys.CLIENT), values.get(CloudKeys.SECRET));
  }

  /** Where the cloud is. */
  AzureEndpoints endpoints() {
    URI arm = values.get(CloudKeys.ARM);
    URI authority = values.get(CloudKeys.AUTHORITY);
    URI graph = URI.create(values.get(CloudKeys.GRAPH));
    boolean isPublic =
        arm.toString().equals(CloudKeys.PUBLIC_ARM)
            && authority.toString().equals(CloudKeys.PUBLIC_AUTHORITY)
            && graph.toString().equals(CloudKeys.PUBLIC_GRAPH);
    return new AzureEndpoints(arm, authority, graph, isPublic);
  }

  /** The cloud, for whoever logs in so. */
  AzureSettings azure(AzureLogin login) {
    return new AzureSettings(
        values.get(CloudKeys.TENANT),
        Stream.concat(
                Stream.of(values.get(CloudKeys.SUBSCRIPTION)),
                values.find(CloudKeys.MORE_SUBSCRIPTIONS).stream().flatMap(List::stream))
            .toList(),
        login,
        endpoints(),
        values.get(CloudKeys.VAULT),
        values.find(CloudKeys.CA_FILE));
  }

  private BusSettings bus() {
    return new BusSettings(
        namespace(),
        values.get(BusKeys.TOPIC),
        values.get(BusKeys.SUBSCRIPTION),
        values.get(BusKeys.MAX_WAIT),
        values.get(BusKeys.BATCH),
        values.find(BusKeys.CONNECTION));
  }

  private String namespace() {
    String name = values.get(BusKeys.NAMESPACE);
    return name.contains(".") || name.contains(":") ? name : name + BUS_DOMAIN;
  }

  private RunSettings runs(AgentAssembler agents) {
    var roles = new ArrayList<>(values.get(RunKeys.ROLES));
    values.find(RunKeys.CUSTOM_ROLE).ifPresent(roles::add);
    return new RunSettings(
        values.get(CloudKeys.SUBSCRIPTION),
        values.get(ContainerKeys.LOCATION),
        agents.image(),
        new AgentSizes(agents.size(), values.find(ContainerKeys.SIZES).orElseGet(Map::of)),
        agentEnvironment(agents),
        roles,
        List.of(),
        new RunSettings.Pace(
            values.get(RunKeys.WIDTH),
            values.get(RunKeys.PROPAGATION),
            values.get(RunKeys.MONITOR),
            values.get(RunKeys.GRACE),
            values.get(RunKeys.STOP_GRACE),
            values.get(RunKeys.TIMEOUT),
            values.get(RunKeys.PROVISIONING)));
  }

  private Map<String, String> agentEnvironment(AgentAssembler agents) {
    var environment = new HashMap<String, String>();
    environment.put("AZURE_TENANT_ID", values.get(CloudKeys.TENANT));
    environment.put("AZURE_AUTHORITY_HOST", values.get(CloudKeys.AUTHORITY).toString());
    environment.put("KEY_VAULT_URL", values.get(CloudKeys.VAULT).toString());
    environment.put("HAYMAKER_ARM_ENDPOINT", values.get(CloudKeys.ARM).toString());
    String events =
        values.find(BusKeys.HTTPS_ENDPOINT).map(URI::toString).orElse("https://" + namespace());
    environment.put("HAYMAKER_EVENTS_URL", events + "/" + values.get(BusKeys.TOPIC));
    agents.authorities().ifPresent(entry -> environment.put(entry.getKey(), entry.getValue()));
    return environment;
  }

  private DeletionPolicy deletion() {
    Backoff perResource = DeletionPolicy.STANDARD.perResource();
    Duration longest = values.get(RunKeys.ROUND_WAIT);
    Duration first = DeletionPolicy.STANDARD.betweenRounds().first();
    return new DeletionPolicy(
        new Backoff(values.get(RunKeys.ATTEMPTS), perResource.first(), perResource.longest()),
        new Backoff(Integer.MAX_VALUE, first.compareTo(longest) < 0 ? first : longest, longest),
        values.get(RunKeys.DEADLINE),
        values.get(RunKeys.FOLLOW),
        values.get(RunKeys.FOLLOW_SLOW),
        values.get(RunKeys.STALE),
        values.get(RunKeys.SETTLE),
        values.get(RunKeys.DELETION_WIDTH),
        new DeletionRules(
            PolicyText.read(values.find(CleanupKeys.POLICIES)),
            values.get(CleanupKeys.PROTECTED_TAG),
            values.get(CleanupKeys.BUDGET)));
  }
}

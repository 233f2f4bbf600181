package io.haymaker.azure.validation;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.EmulatedAzure;
import io.haymaker.azure.event.BusSettings;
import io.haymaker.azure.event.BusTrust;
import io.haymaker.azure.event.ServiceBusEvents;
import io.haymaker.azure.groundwork.Groundwork;
import io.haymaker.azure.groundwork.GroundworkPlan;
import io.haymaker.azure.registry.RegistrySettings;
import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Check.Finding;
import io.haymaker.core.validation.Check.Verdict;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.emulator.log.LoggedRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An emulator with the groundwork of an installation, looked at by all checks. */
final class ChecksWorld implements AutoCloseable {
  static final String GROUP = "checks";
  static final Undertaking SMALL = new Undertaking(3, Duration.ofHours(1));

  private final EmulatedAzure azure;
  private final ContainerAppsSettings containers;
  private final String registry;

  ChecksWorld(Path data) {
    azure =
        EmulatedAzure.in(data, options -> options.withImage("team/agent:1", List.of("/bin/true")));
    BusTrust.adopt(azure.emulator().info().caFile());
    registry = azure.emulator().info().containerRegistry();
    Groundwork groundwork = azure.cloud().groundwork();
    var plan =
        new GroundworkPlan(
            GROUP,
            "westeurope",
            "v",
            "n",
            "agents",
            "env",
            new GroundworkPlan.Profile("agents", "E16", 0, 10));
    Groundwork.Laid laid = value(groundwork.lay(plan, vault(groundwork)));
    containers = containers(laid.environment().value(), "n");
    value(bus(azure.cloud()).prepare());
  }

  private static ResourceId vault(Groundwork groundwork) {
    if (groundwork.ofType("Microsoft.KeyVault/vaults")
        instanceof Listing.Complete<ResourceId>(List<ResourceId> vaults)) {
      return vaults.getFirst();
    }
    throw new AssertionError("the vault cannot be found");
  }

  static <T> T value(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T>(T value)) {
      return value;
    }
    throw new AssertionError(outcome.toString());
  }

  EmulatedAzure azure() {
    return azure;
  }

  ContainerAppsSettings containers() {
    return containers;
  }

  ContainerAppsSettings containers(String environment, String subnet) {
    return containers(environment, subnet, registry + "/team/agent:1");
  }

  ContainerAppsSettings withImage(String image) {
    return containers(containers.environmentId(), "n", image);
  }

  private ContainerAppsSettings containers(String environment, String subnet, String image) {
    return new ContainerAppsSettings(
        GROUP,
        "westeurope",
        environment,
        "agents",
        "system",
        image,
        ContainerAppsSettings.FLOOR,
        Optional.of(registry),
        new ContainerAppsSettings.Network(GROUP, "v", subnet),
        AgentKind.JOB);
  }

  private ServiceBusEvents bus(AzureCloud cloud) {
    return cloud.events(
        BusSettings.standard(azure.emulator().info().bus().orElseThrow().namespace()));
  }

  /** The cloud for another login. */
  AzureCloud cloudAs(String clientId, SecretValue secret) {
    return azure.as(clientId, secret);
  }

  /** The cloud with these subscriptions. */
  AzureCloud cloudOf(List<String> subscriptions) {
    AzureSettings settings = EmulatedAzure.settings(azure.emulator().info());
    return new AzureCloud(
        new AzureSettings(
            settings.tenantId(),
            subscriptions,
            settings.login(),
            settings.endpoints(),
            settings.vault(),
            settings.caFile()),
        Clock.systemUTC());
  }

  /** What all checks saw. */
  record Seen(Map<String, Finding> findings) {
    Finding of(String check) {
      return Optional.ofNullable(findings.get(check)).orElseThrow();
    }

    List<String> that(Verdict verdict) {
      return findings.entrySet().stream()
          .filter(entry -> entry.getValue().verdict() == verdict)
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  Seen look() {
    return look(azure.cloud(), containers, SMALL, List.of());
  }

  Seen look(
      AzureCloud cloud,
      ContainerAppsSettings where,
      Undertaking undertaking,
      List<String> allowed) {
    return look(
        cloud,
        where,
        undertaking,
        allowed,
        new RegistrySettings(where.registry(), Optional.empty()));
  }

  private Seen look(
      AzureCloud cloud,
      ContainerAppsSettings where,
      Undertaking undertaking,
      List<String> allowed,
      RegistrySettings asWhom) {
    var checks =
        new ArrayList<Check>(
            cloud.checks().ofLogin(Optional.of(where), allowed, bus(cloud)::topic));
    checks.add(
        new SubscriptionCheck(cloud.reader(), ResourceId.group(azure.subscription(), GROUP)));
    checks.add(new KeyVaultCheck(cloud.secrets(), EmulatedAzure.OURS));
    checks.add(
        new BusCheck(bus(cloud)::topic, "orchestrator-sub", cloud.reader(), bus(cloud)::probe));
    checks.addAll(
        cloud
            .checks()
            .ofContainers(where, "E16", cloud.images(asWhom), PriceList.of(Optional.empty())));
    checks.add(new PlacementCheck(cloud.quota(), ResourceId.of(where.environmentId()), "E16"));
    var findings = new LinkedHashMap<String, Finding>();
    checks.forEach(check -> findings.put(check.name(), check.look(undertaking)));
    return new Seen(findings);
  }

  /** Requests since the begin that may have changed something. */
  List<LoggedRequest> changes(int begin) {
    return azure.requests().stream()
        .skip(begin)
        .filter(request -> !request.method().equals("GET"))
        .filter(request -> !request.path().endsWith("/token"))
        .filter(request -> !request.path().equals("/oauth2/exchange"))
        .toList();
  }

  @Override
  public void close() {
    azure.close();
  }
}

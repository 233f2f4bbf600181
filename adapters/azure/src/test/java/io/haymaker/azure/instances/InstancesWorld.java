package io.haymaker.azure.instances;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.EmulatedAzure;
import io.haymaker.azure.runtime.Beginnings;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.http.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A group of resources in an emulator, whose images are small shell scripts. */
final class InstancesWorld implements AutoCloseable {

  static final String RUNS = "test/runs:1";
  static final String WELL = "test/well:1";
  static final String BADLY = "test/badly:1";
  static final String SECRET = "test/secret:1";
  static final String BROKEN = "test/broken:1";
  static final String SECRET_VALUE = "s3cret-of-the-test";
  static final String SECRET_URL = "https://vault.test/secrets/one/1";
  static final String GROUP = "instances";

  private static final String VERSION = "2023-05-01";
  private static final String IDENTITY_VERSION = "2023-01-31";

  private final EmulatedAzure azure;
  private final Beginnings begun;
  private final String group;

  InstancesWorld(Path data) {
    begun = new Beginnings(data.resolve("begun"));
    azure =
        EmulatedAzure.in(
            data.resolve("cloud"),
            options ->
                options
                    .withSettings(Settings.immediate())
                    .withImage(RUNS, Beginnings.noting("echo hello; exec sleep 1000"))
                    .withImage(WELL, Beginnings.noting("exit 0"))
                    .withImage(BADLY, Beginnings.noting("exit 3"))
                    .withImage(SECRET, Beginnings.noting("test \"$S\" = " + SECRET_VALUE))
                    .withImage(BROKEN, List.of("/nowhere/to/be/found")));
    group = "/subscriptions/%s/resourceGroups/%s".formatted(azure.subscription(), GROUP);
    Outcome<ResourceId> made =
        azure
            .cloud()
            .groups()
            .ensure(GROUP, "westeurope", EmulatedAzure.owner(RunId.random()).tags());
    if (!made.isDone()) {
      throw new AssertionError("no group: " + made);
    }
    azure.put(identity(), IDENTITY_VERSION, "{\"location\":\"westeurope\"}");
    azure.put(
        network(),
        "2024-07-01",
        """
        {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
          "subnets":[{"name":"n","properties":{"addressPrefix":"10.0.0.0/24","delegations":[
            {"name":"d","properties":{"serviceName":"Microsoft.ContainerInstance/containerGroups"}}
          ]}}]}}
        """);
  }

  EmulatedAzure azure() {
    return azure;
  }

  String identity() {
    return group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller";
  }

  /** Gives the identity the right to pull images. */
  void letPull() {
    Outcome<RoleAssignments.RoleAssignment> given =
        azure
            .cloud()
            .roles()
            .ensure(
                azure.get(identity(), IDENTITY_VERSION).at("/properties/principalId").asString(),
                new RoleGrant("AcrPull", "/subscriptions/" + azure.subscription()),
                EmulatedAzure.owner(RunId.random()));
    if (!given.isDone()) {
      throw new AssertionError("no right: " + given);
    }
  }

  private String network() {
    return group + "/providers/Microsoft.Network/virtualNetworks/v";
  }

  String subnet() {
    return network() + "/subnets/n";
  }

  /** The registry's host. */
  String registry() {
    return azure.emulator().info().armEndpoint().replace("https://", "");
  }

  static ContainerInstancesSettings settings() {
    return new ContainerInstancesSettings(GROUP, "westeurope");
  }

  ContainerRuntime runtime(ContainerInstancesSettings settings) {
    return azure.cloud().containerInstances(settings, vault(), EmulatedAzure.OURS);
  }

  /** A runtime that looks so much later. */
  ContainerRuntime later(Duration time) {
    var cloud =
        new AzureCloud(
            EmulatedAzure.settings(azure.emulator().info()), Clock.offset(Clock.systemUTC(), time));
    return cloud.containerInstances(settings(), vault(), EmulatedAzure.OURS);
  }

  private static SecretReader vault() {
    return url ->
        url.equals(SECRET_URL) ? Look.found(new SecretValue(SECRET_VALUE)) : Look.absent();
  }

  LaunchSpec spec(ContainerName name, String image, Map<String, String> labels) {
    return spec(name, image, labels, Map.of());
  }

  LaunchSpec spec(
      ContainerName name,
      String image,
      Map<String, String> labels,
      Map<String, SecretSource> secrets) {
    return new LaunchSpec(
        name,
        image,
        new ContainerSize(1, 1.5),
        labels,
        begun.environment(name),
        secrets,
        Duration.ofHours(10));
  }

  int timesBegun(ContainerName name) {
    return begun.of(name);
  }

  /** Makes a group with these tags by plain HTTP, which begins it. */
  void plant(ContainerName name, Map<String, String> tags) {
    ObjectNode body = Json.object().put("location", "westeurope");
    tags.forEach(Json.child(body, "tags")::put);
    ObjectNode properties = body.putObject("properties").put("osType", "Linux");
    ObjectNode container = properties.putArray("containers").addObject().put("name", "theirs");
    ObjectNode inner = container.putObject("properties").put("image", RUNS);
    inner
        .putArray("environmentVariables")
        .addObject()
        .put("name", "BEGUN")
        .put("value", "/dev/null");
    inner.putObject("resources").putObject("requests").put("cpu", 1).put("memoryInGB", 1);
    azure.put(path(name), VERSION, body.toString());
  }

  void uproot(ContainerName name) {
    azure.cloud().deleter().delete(ResourceId.of(path(name)), Duration.ofSeconds(30));
  }

  List<String> groups() {
    return azure.list(paths(), VERSION).stream().map(one -> one.path("name").asString("")).toList();
  }

  /** A group as whoever may read it sees it, by plain HTTP. */
  JsonNode shown(ContainerName name) {
    return azure.get(path(name), VERSION);
  }

  private String path(ContainerName name) {
    return paths() + "/" + name;
  }

  /** Where the groups are listed. */
  String paths() {
    return group + "/providers/Microsoft.ContainerInstance/containerGroups";
  }

  void change(String settings) {
    azure.emulator().cloud().settings().change((ObjectNode) Json.parse(settings));
  }

  @Override
  public void close() {
    azure.close();
  }
}

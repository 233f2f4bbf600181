package io.haymaker.azure.runtime;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.azure.wire.Json;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import io.haymaker.emulator.cloud.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A Container Apps environment in an emulator, whose images are small shell scripts. */
final class AppsWorld implements AutoCloseable {

  static final String RUNS = "test/runs:1";
  static final String WELL = "test/well:1";
  static final String BADLY = "test/badly:1";
  static final String SECRET = "test/secret:1";

  /** What the image {@link #SECRET} wants to find in its variable {@code S}. */
  static final String SECRET_VALUE = "s3cret-of-the-test";

  private static final String VERSION = "2025-01-01";
  private static final String GROUP = "apps";

  private final EmulatedAzure azure;
  private final Beginnings begun;
  private final String group;
  private final String identity;

  AppsWorld(Path data) {
    begun = new Beginnings(data.resolve("begun"));
    azure =
        EmulatedAzure.in(
            data.resolve("cloud"),
            options ->
                options
                    .withSettings(Settings.immediate().with(roomForMany()))
                    .withImage(RUNS, Beginnings.noting("exec sleep 1000"))
                    .withImage(WELL, Beginnings.noting("exit 0"))
                    .withImage(BADLY, Beginnings.noting("exit 3"))
                    .withImage(SECRET, Beginnings.noting("test \"$S\" = " + SECRET_VALUE)));
    group = "/subscriptions/%s/resourceGroups/%s".formatted(azure.subscription(), GROUP);
    identity = group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/agents";
    makeEnvironment();
  }

  /** What a test destroyed may take a moment to end; the next must not wait for its cores. */
  private static ObjectNode roomForMany() {
    ObjectNode settings = Json.object();
    settings.putObject("quotas").put("ManagedEnvironmentMemoryOptimizedCores", 320);
    return settings;
  }

  private void makeEnvironment() {
    Outcome<ResourceId> made =
        azure
            .cloud()
            .groups()
            .ensure(GROUP, "westeurope", EmulatedAzure.owner(RunId.random()).tags());
    if (!made.isDone()) {
      throw new AssertionError("no group: " + made);
    }
    String network = group + "/providers/Microsoft.Network/virtualNetworks/v";
    azure.put(
        network,
        "2024-07-01",
        """
        {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}
        """);
    azure.put(
        network + "/subnets/n",
        "2024-07-01",
        """
        {"properties":{"addressPrefix":"10.0.0.0/24","delegations":[
          {"name":"d","properties":{"serviceName":"Microsoft.App/environments"}}]}}
        """);
    azure.put(identity, "2023-01-31", "{\"location\":\"westeurope\"}");
    makeEnvironment("env", "E32", 10, network);
    makeEnvironment("narrow", "D32", 1, network);
  }

  private void makeEnvironment(String name, String profileType, int nodes, String network) {
    azure.put(
        environment(name),
        VERSION,
        """
        {"location":"westeurope","properties":{
          "vnetConfiguration":{"infrastructureSubnetId":"%s/subnets/n"},
          "workloadProfiles":[{"name":"large","workloadProfileType":"%s",
            "minimumCount":0,"maximumCount":%d}]}}
        """
            .formatted(network, profileType, nodes));
  }

  EmulatedAzure azure() {
    return azure;
  }

  String identity() {
    return identity;
  }

  String environment() {
    return environment("env");
  }

  private String environment(String name) {
    return group + "/providers/Microsoft.App/managedEnvironments/" + name;
  }

  ContainerRuntime runtime() {
    return runtime(AgentKind.JOB);
  }

  ContainerRuntime runtime(AgentKind kind) {
    return runtime(environment(), kind);
  }

  /** A runtime whose environment holds one agent and no more. */
  ContainerRuntime narrowRuntime() {
    return narrowRuntime(AgentKind.JOB);
  }

  ContainerRuntime narrowRuntime(AgentKind kind) {
    return runtime(environment("narrow"), kind);
  }

  private ContainerRuntime runtime(String environment, AgentKind kind) {
    return azure.cloud().containerApps(settings(environment, kind), EmulatedAzure.OURS);
  }

  ContainerAppsSettings settings(AgentKind kind) {
    return settings(environment(), kind);
  }

  private ContainerAppsSettings settings(String environment, AgentKind kind) {
    return new ContainerAppsSettings(
        GROUP,
        "westeurope",
        environment,
        "large",
        identity,
        RUNS,
        ContainerAppsSettings.FLOOR,
        Optional.empty(),
        new ContainerAppsSettings.Network(GROUP, "v", "n"),
        kind);
  }

  LaunchSpec spec(ContainerName name, String image, Map<String, String> labels) {
    return spec(name, image, labels, ContainerAppsSettings.FLOOR, Map.of());
  }

  LaunchSpec spec(
      ContainerName name,
      String image,
      Map<String, String> labels,
      ContainerSize size,
      Map<String, SecretSource> secrets) {
    return new LaunchSpec(
        name, image, size, labels, begun.environment(name), secrets, Duration.ofHours(10));
  }

  int timesBegun(ContainerName name) {
    return begun.of(name);
  }

  /** Defines a job with these tags by plain HTTP, and starts it. */
  void plant(ContainerName name, Map<String, String> tags) {
    StringBuilder json = new StringBuilder();
    tags.forEach(
        (tag, value) ->
            json.append(json.isEmpty() ? "" : ",").append("\"%s\":\"%s\"".formatted(tag, value)));
    azure.put(
        job(name),
        VERSION,
        """
        {"location":"westeurope","tags":{%s},"properties":{
          "environmentId":"%s","workloadProfileName":"large",
          "configuration":{"triggerType":"Manual","replicaTimeout":600,"replicaRetryLimit":0,
            "manualTriggerConfig":{"parallelism":1,"replicaCompletionCount":1}},
          "template":{"containers":[{"name":"agent","image":"%s",
            "env":[{"name":"BEGUN","value":"/dev/null"}],
            "resources":{"cpu":2,"memory":"64Gi"}}]}}}
        """
            .formatted(json, environment(), RUNS));
    start(name);
  }

  /** Defines an app with these tags by plain HTTP, which begins it. */
  void plantApp(ContainerName name, Map<String, String> tags) {
    StringBuilder json = new StringBuilder();
    tags.forEach(
        (tag, value) ->
            json.append(json.isEmpty() ? "" : ",").append("\"%s\":\"%s\"".formatted(tag, value)));
    azure.put(
        app(name),
        VERSION,
        """
        {"location":"westeurope","tags":{%s},"properties":{
          "environmentId":"%s","workloadProfileName":"large","configuration":{},
          "template":{"scale":{"minReplicas":1,"maxReplicas":1},
            "containers":[{"name":"agent","image":"%s",
            "env":[{"name":"BEGUN","value":"/dev/null"}],
            "resources":{"cpu":2,"memory":"64Gi"}}]}}}
        """
            .formatted(json, environment(), RUNS));
  }

  void uprootApp(ContainerName name) {
    azure.cloud().deleter().delete(ResourceId.of(app(name)), Duration.ofSeconds(30));
  }

  List<String> apps() {
    return azure.list(group + "/providers/Microsoft.App/containerApps", VERSION).stream()
        .map(app -> app.path("name").asString(""))
        .toList();
  }

  String app(ContainerName name) {
    return group + "/providers/Microsoft.App/containerApps/" + name;
  }

  /** Loses the node that a job's execution runs on, and the memory of it. */
  void forget(ContainerName name) {
    azure
        .list(job(name) + "/executions", VERSION)
        .forEach(
            execution ->
                azure.post(
                    "/_emulator/executions/%s/forget".formatted(execution.path("name").asString()),
                    VERSION));
  }

  /** Starts a job once more, by plain HTTP. */
  void start(ContainerName name) {
    azure.post(job(name) + "/start", VERSION);
  }

  void uproot(ContainerName name) {
    azure.cloud().deleter().delete(ResourceId.of(job(name)), Duration.ofSeconds(30));
  }

  List<String> jobs() {
    return azure.list(group + "/providers/Microsoft.App/jobs", VERSION).stream()
        .map(job -> job.path("name").asString(""))
        .toList();
  }

  List<String> executionStates(ContainerName name) {
    return azure.list(job(name) + "/executions", VERSION).stream()
        .map((JsonNode execution) -> execution.path("properties").path("status").asString(""))
        .toList();
  }

  String job(ContainerName name) {
    return group + "/providers/Microsoft.App/jobs/" + name;
  }

  @Override
  public void close() {
    azure.close();
  }
}

package io.haymaker.azure.validation;

import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The environment is ready, has the workload profile, lies in the subnet that was named, and what
 * leaves the subnet is restricted.
 */
final class NetworkCheck implements Check {
  private static final String APPS = "2025-01-01";
  private static final String NETWORKS = "2024-05-01";

  private final Rest arm;
  private final ContainerAppsSettings settings;
  private final String nodeType;

  NetworkCheck(Rest arm, ContainerAppsSettings settings, String nodeType) {
    this.arm = arm;
    this.settings = settings;
    this.nodeType = nodeType;
  }

  @Override
  public String name() {
    return "network";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    return read(
        settings.environmentId(),
        APPS,
        "Container Apps environment",
        "check CONTAINER_APPS_ENVIRONMENT and the login's right to read it",
        this::environment);
  }

  private Finding environment(JsonNode environment) {
    JsonNode properties = environment.path("properties");
    String state = Json.text(properties, "provisioningState");
    if (!state.equalsIgnoreCase("Succeeded")) {
      return Finding.failed(
          "the Container Apps environment is in the state " + state,
          "wait until it is Succeeded, or make it again");
    }
    boolean hasProfile =
        properties
            .path("workloadProfiles")
            .valueStream()
            .anyMatch(
                profile ->
                    Json.text(profile, "name").equals(settings.workloadProfile())
                        && Json.text(profile, "workloadProfileType").equalsIgnoreCase(nodeType));
    if (!hasProfile) {
      return Finding.failed(
          "the environment has no workload profile %s of type %s"
              .formatted(settings.workloadProfile(), nodeType),
          "add it, or check WORKLOAD_PROFILE and WORKLOAD_PROFILE_TYPE");
    }
    String subnet = Json.text(properties.path("vnetConfiguration"), "infrastructureSubnetId");
    if (subnet.isEmpty()) {
      return Finding.failed(
          "the environment is in no virtual network",
          "make it again with an infrastructure subnet: that cannot be changed later");
    }
    ContainerAppsSettings.Network network = settings.network();
    String wanted =
        "/resourceGroups/%s/providers/Microsoft.Network/virtualNetworks/%s/subnets/%s"
            .formatted(network.vnetResourceGroup(), network.vnetName(), network.subnetName());
    if (!subnet.regionMatches(
        true, subnet.length() - wanted.length(), wanted, 0, wanted.length())) {
      return Finding.failed(
          "the environment is in the subnet " + subnet,
          "set VNET_RESOURCE_GROUP, VNET_NAME and SUBNET_NAME to it, or choose another environment");
    }
    return read(
        subnet,
        NETWORKS,
        "subnet",
        "check VNET_RESOURCE_GROUP, VNET_NAME, SUBNET_NAME and the login's right to read them",
        NetworkCheck::egress);
  }

  private static Finding egress(JsonNode subnet) {
    JsonNode properties = subnet.path("properties");
    boolean restricted =
        !Json.text(properties.path("routeTable"), "id").isEmpty()
            || !Json.text(properties.path("networkSecurityGroup"), "id").isEmpty();
    return restricted
        ? Finding.passed("in its subnet, with a route table or network security group")
        : new Finding(
            Verdict.WARNING,
            "nothing restricts what leaves the agents' subnet",
            "give the subnet a route table through a firewall, or a network security group");
  }

  private Finding read(
      String id, String version, String what, String whatToDo, Function<JsonNode, Finding> judge) {
    Reply reply = arm.get(Urls.path(id) + Urls.query("api-version", version));
    if (reply instanceof Reply.Answer answer && answer.isGood()) {
      return judge.apply(answer.body());
    }
    return switch (Answers.look(reply)) {
      case Look.CouldNotLook<Object> failed ->
          Finding.failed("%s: %s".formatted(what, failed.problem()), whatToDo);
      case Look.Absent<Object> _, Look.Found<Object> _ ->
          Finding.failed("the %s is not there".formatted(what), whatToDo);
    };
  }
}

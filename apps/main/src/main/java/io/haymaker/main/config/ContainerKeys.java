package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.CONTAINERS;

import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.scenario.ScenarioName;
import java.util.List;
import java.util.Map;

/** Where agents run, and in what. */
final class ContainerKeys {
  static final String CONTAINER_APPS = "aca";
  static final String DOCKER = "docker";

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,89}";

  static final Setting<String> RUNTIME =
      Setting.of(
              "AGENT_RUNTIME",
              CONTAINERS,
              Parsers.oneOf(CONTAINER_APPS, "aci", "docker", "process"),
              "Where agents run: Azure Container Apps (aca), or the Docker engine of this machine"
                  + " (docker). The others are not available yet and are refused. Leave it as it is"
                  + " while anything of a run is left: only there is looked for containers.")
          .byDefault(CONTAINER_APPS);

  static final Setting<AgentKind> KIND =
      Setting.of(
              "AGENT_KIND",
              CONTAINERS,
              Parsers.constant(AgentKind.class),
              "As what agents run on Container Apps: job (runs to its end) or app (is begun again"
                  + " whenever it ends; an agent that is through waits there until it is stopped).")
          .byDefault("job");

  static final Setting<String> GROUP =
      Setting.of(
              "RESOURCE_GROUP_NAME",
              CONTAINERS,
              Parsers.matching("name of a resource group", "[\\w.()-]{0,89}[\\w()-]"),
              "The group in which the agents' containers are made.")
          .requiredWhen(RUNTIME, CONTAINER_APPS);

  static final Setting<String> LOCATION =
      Setting.of(
              "LOCATION",
              CONTAINERS,
              Parsers.matching("region such as eastus2", "[a-z][a-z0-9]{2,40}"),
              "The region in which containers and the scenarios' groups are made.")
          .required();

  static final Setting<String> ENVIRONMENT =
      Setting.of(
              "CONTAINER_APPS_ENVIRONMENT",
              CONTAINERS,
              Parsers.matching(
                  "name or resource id of an environment",
                  nameOrId("Microsoft.App/managedEnvironments")),
              "The Container Apps environment: a name in RESOURCE_GROUP_NAME, or a resource id.")
          .requiredWhen(RUNTIME, CONTAINER_APPS);

  static final Setting<String> WORKLOAD_PROFILE =
      Setting.of(
              "WORKLOAD_PROFILE",
              CONTAINERS,
              Parsers.matching("name of a workload profile", "[A-Za-z0-9][A-Za-z0-9_-]{0,59}"),
              "The environment's own name for the workload profile that agents run on.")
          .byDefault("agents");

  static final Setting<String> NODE_TYPE =
      Setting.of(
              "WORKLOAD_PROFILE_TYPE",
              CONTAINERS,
              Parsers.oneOf("E16", "D32", "E32"),
              "What its nodes are: a type that really holds 64 GiB.")
          .byDefault("E16");

  static final Setting<String> IDENTITY =
      Setting.of(
              "AGENT_IDENTITY",
              CONTAINERS,
              Parsers.matching(
                  "name, resource id of a user-assigned identity, or 'system'",
                  nameOrId("Microsoft.ManagedIdentity/userAssignedIdentities")),
              "The managed identity that fetches the agents' secrets and image: a name in"
                  + " RESOURCE_GROUP_NAME, a resource id, or 'system'.")
          .requiredWhen(RUNTIME, CONTAINER_APPS);

  static final Setting<String> IMAGE =
      Setting.of(
              "CONTAINER_IMAGE",
              CONTAINERS,
              Parsers.TEXT,
              "The agents' image, with its registry, or without it where CONTAINER_REGISTRY is set."
                  + " On Docker the engine must have it; unless it is set, we make it there.")
          .requiredWhen(RUNTIME, CONTAINER_APPS);

  static final Setting<String> REGISTRY =
      Setting.of(
          "CONTAINER_REGISTRY",
          CONTAINERS,
          Parsers.matching(
              "host name, with a port if need be", "[A-Za-z0-9][A-Za-z0-9.-]*(:\\d+)?"),
          "The registry's host, where AGENT_IDENTITY must log in to pull the image.");

  static final Setting<String> REGISTRY_USER =
      Setting.of(
          "CONTAINER_REGISTRY_USERNAME",
          CONTAINERS,
          Parsers.matching("name of a user, without colon", "[^\\s:]+"),
          "As whom CONTAINER_REGISTRY is asked for the image, where it does not know the control"
              + " plane's own login.");

  static final Setting<SecretValue> REGISTRY_PASSWORD =
      Setting.of(
          "CONTAINER_REGISTRY_PASSWORD",
          CONTAINERS,
          Parsers.SECRET,
          "The password that belongs to CONTAINER_REGISTRY_USERNAME.");

  static final Setting<Double> MEMORY =
      Setting.of(
              "CONTAINER_MEMORY_GB",
              CONTAINERS,
              Parsers.number(0.0625, 1024),
              "Memory of an agent in GiB: on Azure 64 or more; on Docker 0.25 unless it is set.")
          .byDefault("64");

  static final Setting<Double> CPU =
      Setting.of(
              "CONTAINER_CPU_CORES",
              CONTAINERS,
              Parsers.number(0.1, 128),
              "Cores of an agent: on Azure 2 or more; on Docker 1 unless it is set.")
          .byDefault("2");

  static final Setting<Map<ScenarioName, ContainerSize>> SIZES =
      Setting.of(
          "CONTAINER_SIZES",
          CONTAINERS,
          Parsers.SIZES,
          "Other sizes for the agents of some scenarios: cores, 'x' and GiB; on Azure no smaller"
              + " than 2x64, and smaller than a node.");

  static final Setting<Boolean> VNET_INTEGRATION =
      Setting.of(
              "VNET_INTEGRATION_ENABLED",
              CONTAINERS,
              Parsers.YES_NO,
              "Whether agents are in a virtual network; on Container Apps 'false' is refused.")
          .byDefault("true");

  static final Setting<String> VNET_GROUP =
      name("VNET_RESOURCE_GROUP", "The group of the environment's virtual network.");
  static final Setting<String> VNET = name("VNET_NAME", "The environment's virtual network.");
  static final Setting<String> SUBNET = name("SUBNET_NAME", "The environment's subnet.");

  static final Setting<String> AGENT_CA_FILE =
      Setting.of(
          "AGENT_CA_FILE",
          CONTAINERS,
          Parsers.TEXT,
          "Like HAYMAKER_CA_FILE, for the agents: a path inside their containers. On Docker they"
              + " are handed the certificates of HAYMAKER_CA_FILE unless this is set.");

  static final Setting<String> DOCKER_HOST =
      Setting.of(
              "DOCKER_HOST",
              CONTAINERS,
              // Others set it, too, and to what concerns nobody who runs no agents there.
              Parsers.TEXT,
              "The Docker engine. Agents need one of this machine, by its socket.")
          .byDefault("unix:///var/run/docker.sock");

  static final Setting<String> DOCKER_NETWORK =
      Setting.of(
          "DOCKER_NETWORK",
          CONTAINERS,
          Parsers.matching("name of a network", "[A-Za-z0-9][A-Za-z0-9_.-]{0,127}"),
          "The network that agents and scalers' containers on Docker join: one that is there, which"
              + " leads to Azure alone. Unless it is set: bridge, or host where every endpoint, of a"
              + " scaler its bus, is on this machine's loopback address.");

  static final List<Setting<?>> ALL =
      List.of(
          RUNTIME,
          KIND,
          GROUP,
          LOCATION,
          ENVIRONMENT,
          WORKLOAD_PROFILE,
          NODE_TYPE,
          IDENTITY,
          IMAGE,
          REGISTRY,
          REGISTRY_USER,
          REGISTRY_PASSWORD,
          MEMORY,
          CPU,
          SIZES,
          VNET_INTEGRATION,
          VNET_GROUP,
          VNET,
          SUBNET,
          AGENT_CA_FILE,
          DOCKER_HOST,
          DOCKER_NETWORK);

  private ContainerKeys() {}

  /** A resource of the group by its name, or any by its id. */
  private static String nameOrId(String type) {
    return NAME
        + "|(?i)/subscriptions/[^/\\s]+/resourceGroups/[^/\\s]+/providers/"
        + type
        + "/"
        + NAME;
  }

  private static Setting<String> name(String name, String description) {
    return Setting.of(name, CONTAINERS, Parsers.matching("name", "[\\w.()-]{1,90}"), description)
        .requiredWhen(RUNTIME, CONTAINER_APPS);
  }
}

package io.haymaker.main.emulated;

import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.main.program.Programs;
import io.haymaker.main.wiring.AgentPlace;
import io.haymaker.main.wiring.PlaneSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The demo's own setting-up, for tests that have the emulator in their process. */
public final class DemoWiring {
  public static final String IMAGE = AgentScript.NAME;

  private DemoWiring() {}

  /** Sets up the cloud whose {@code emulator.json} is in this folder, with its standard quotas. */
  public static PlaneSettings prepare(Path emulator, Path scenarios) {
    return cloud(emulator).prepare(scenarios);
  }

  /** The same with agents of another kind. */
  public static PlaneSettings as(PlaneSettings settings, AgentKind kind) {
    return DemoCloud.as(settings, kind);
  }

  /** Where these settings put agents on Container Apps. */
  public static ContainerAppsSettings containers(PlaneSettings settings) {
    return ((AgentPlace.ContainerApps) settings.agents()).settings();
  }

  /** Gives that cloud the demo's quotas. */
  public static void raiseQuota(Path emulator) {
    cloud(emulator).withQuotaForAll();
  }

  /** Writes the program that stands for the agents' image. */
  public static Path agentScript(Path folder, Path home) {
    return AgentScript.write(folder, new Programs(home));
  }

  /** All but the secret of what configures the cloud whose {@code emulator.json} is there. */
  public static Map<String, String> settings(Path emulator) {
    return settings(EmulatorFile.read(emulator).orElseThrow());
  }

  static Map<String, String> settings(EmulatorFile cloud) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("AZURE_TENANT_ID", cloud.tenantId());
    settings.put("AZURE_SUBSCRIPTION_ID", cloud.subscriptionId());
    settings.put("AZURE_CLIENT_ID", cloud.clientId());
    settings.put("AZURE_AUTHORITY_HOST", cloud.authorityHost());
    settings.put("HAYMAKER_ARM_ENDPOINT", cloud.armEndpoint());
    settings.put("HAYMAKER_GRAPH_ENDPOINT", cloud.graphEndpoint());
    settings.put("HAYMAKER_CA_FILE", cloud.caFile().toString());
    settings.put("AGENT_CA_FILE", cloud.caFile().toString());
    settings.put("KEY_VAULT_URL", cloud.keyVaultUrl());
    settings.put("SERVICE_BUS_NAMESPACE", cloud.serviceBusNamespace());
    settings.put("SERVICE_BUS_HTTPS_ENDPOINT", cloud.serviceBusHttpsEndpoint());
    settings.put("SERVICE_BUS_MAX_WAIT", "2s");
    settings.put("RESOURCE_GROUP_NAME", "haymaker-demo");
    settings.put("LOCATION", cloud.location());
    settings.put("CONTAINER_APPS_ENVIRONMENT", "haymaker-environment");
    settings.put("AGENT_IDENTITY", "haymaker-agents");
    settings.put("CONTAINER_REGISTRY", cloud.containerRegistry());
    settings.put("CONTAINER_IMAGE", AgentScript.NAME);
    settings.put("VNET_RESOURCE_GROUP", "haymaker-demo");
    settings.put("VNET_NAME", "haymaker-vnet");
    settings.put("SUBNET_NAME", "containers");
    settings.put("MONITOR_INTERVAL", "1s");
    settings.put("PROPAGATION_LIMIT", "60s");
    settings.put("AGENT_GRACE", "2m");
    settings.put("CLEANUP_DEADLINE", "90s");
    settings.put("DELETION_ROUND_WAIT", "10s");
    settings.put("INVENTORY_SETTLE", "3s");
    return settings;
  }

  private static DemoCloud cloud(Path emulator) {
    return new DemoCloud(EmulatorFile.read(emulator).orElseThrow(), Clock.systemUTC());
  }
}

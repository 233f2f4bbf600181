package io.haymaker.main.emulated;

import io.haymaker.main.program.Programs;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The emulator in a process of its own, with the demo's groundwork, and the settings that lead to
 * it; for tests of what works on a configured cloud.
 */
public final class DemoCloudProcess implements AutoCloseable {
  private final EmulatorProcess process;

  private DemoCloudProcess(EmulatorProcess process) {
    this.process = process;
  }

  public static DemoCloudProcess start(Path folder, Path home) {
    var programs = new Programs(home);
    EmulatorProcess process =
        EmulatorProcess.startOrFind(
            folder.resolve("emulator"),
            programs,
            AgentScript.NAME,
            AgentScript.write(folder.resolve("agent"), programs));
    new DemoCloud(process.endpoints(), Clock.systemUTC())
        .withQuotaForAll()
        .prepare(home.resolve("scenarios"));
    return new DemoCloudProcess(process);
  }

  /** All but the secret. */
  public Map<String, String> settings() {
    EmulatorFile cloud = process.endpoints();
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

  /** What stands in the environment of a local profile. */
  public Map<String, String> secrets() {
    return Map.of(
        "HAYMAKER_PROFILE",
        "local",
        "MAIN_SP_CLIENT_SECRET",
        process.endpoints().clientSecret().reveal());
  }

  @Override
  public void close() {
    process.stop();
  }
}

package io.haymaker.emulator;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.machine.MachineIdentity;
import io.haymaker.emulator.token.Secret;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a client needs to use a running emulator; {@code emulator.json} in its data folder holds
 * the same.
 *
 * @param armEndpoint Resource Manager, without a slash at its end
 * @param metadataEndpoint the document for custom clouds
 * @param authorityHost the sign-in service
 * @param tenantId the tenant
 * @param subscriptionId the subscription
 * @param clientId the administrator's client id
 * @param clientSecret the administrator's secret
 * @param caFile the PEM file of the certificate authority
 * @param graphEndpoint Microsoft Graph, without {@code /v1.0}
 * @param keyVaultUrl the vault
 * @param bus the bus; empty while no bus is registered
 * @param logsIngestionEndpoint the data collection endpoint, without a slash at its end
 * @param controlEndpoint the control API
 * @param controlKey the key to the control API
 * @param identityHeader what {@code IDENTITY_HEADER} is for programs that log in as a managed
 *     identity
 * @param location the standard region
 * @param pid the emulator's process
 */
public record EmulatorInfo(
    String armEndpoint,
    String metadataEndpoint,
    String authorityHost,
    String tenantId,
    String subscriptionId,
    String clientId,
    Secret clientSecret,
    Path caFile,
    String graphEndpoint,
    String keyVaultUrl,
    Optional<Bus> bus,
    String logsIngestionEndpoint,
    String controlEndpoint,
    Secret controlKey,
    Secret identityHeader,
    String location,
    long pid) {

  /**
   * How to reach the bus.
   *
   * @param namespace host and port of AMQP over TLS
   * @param connectionString the administrator's connection string, with the port
   * @param httpsEndpoint the HTTPS side; a topic's URL is this plus a slash and its name
   */
  public record Bus(String namespace, Secret connectionString, String httpsEndpoint) {}

  /** The login server of the container registry: a host and port for image references. */
  public String containerRegistry() {
    return armEndpoint.substring("https://".length());
  }

  /** What {@code IDENTITY_ENDPOINT} is for programs that log in as a managed identity. */
  public String identityEndpoint() {
    return MachineIdentity.endpoint(armEndpoint);
  }

  /** The object of {@code emulator.json}: it holds secrets. */
  public ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("arm_endpoint", armEndpoint)
            .put("metadata_endpoint", metadataEndpoint)
            .put("authority_host", authorityHost)
            .put("tenant_id", tenantId)
            .put("subscription_id", subscriptionId)
            .put("client_id", clientId)
            .put("client_secret", clientSecret.reveal())
            .put("ca_file", caFile.toString())
            .put("graph_endpoint", graphEndpoint)
            .put("key_vault_url", keyVaultUrl)
            .put("container_registry", containerRegistry());
    bus.ifPresent(
        b ->
            json.put("service_bus_namespace", b.namespace())
                .put("service_bus_connection_string", b.connectionString().reveal())
                .put("service_bus_https_endpoint", b.httpsEndpoint()));
    return json.put("logs_ingestion_endpoint", logsIngestionEndpoint)
        .put("control_endpoint", controlEndpoint)
        .put("control_key", controlKey.reveal())
        .put("identity_endpoint", identityEndpoint())
        .put("identity_header", identityHeader.reveal())
        .put("location", location)
        .put("pid", pid);
  }
}

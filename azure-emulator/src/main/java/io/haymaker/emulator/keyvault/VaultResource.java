package io.haymaker.emulator.keyvault;

import io.haymaker.emulator.Part;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Door;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Service;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Makes the vault a resource, as a client would, so that roles can be assigned at it. */
final class VaultResource implements Part {

  private final Cloud cloud;
  private final Service arm;
  private final Caller administrator;

  VaultResource(Cloud cloud, Service arm, Caller administrator) {
    this.cloud = cloud;
    this.arm = arm;
    this.administrator = administrator;
  }

  /** At every start: the vault's port, and with it its URL, may be another one. */
  @Override
  public void start() throws IOException {
    String id = KeyVault.resourceId(cloud.subscriptionId());
    String group = id.substring(0, id.indexOf("/providers/"));
    put(group + "?api-version=2024-11-01", Json.object().put("location", cloud.location()));
    ObjectNode vault = Json.object().put("location", cloud.location());
    ObjectNode properties = vault.putObject("properties");
    properties.put("tenantId", cloud.tenantId());
    properties.putObject("sku").put("family", "A").put("name", "standard");
    properties.put("vaultUri", cloud.endpoints().vault() + "/");
    properties.put("enableRbacAuthorization", true);
    properties.put("enableSoftDelete", true);
    properties.put("softDeleteRetentionInDays", SecretShelf.RETENTION.toDays());
    put(id + "?api-version=2024-11-01", vault);
  }

  private void put(String target, ObjectNode body) throws IOException {
    Map<String, List<String>> headers = Map.of("content-type", List.of("application/json"));
    Request request = Request.of(Door.MAIN, "PUT", target, headers, Json.bytes(body));
    Response response = arm.handle(request.from(administrator));
    if (response.status() >= 300) {
      throw new IOException("the vault's resource cannot be made: HTTP " + response.status());
    }
  }

  @Override
  public void close() {
    // Nothing runs.
  }
}

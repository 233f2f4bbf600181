package io.haymaker.agent.arm;

import io.haymaker.scenario.HttpMethod;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A request to Azure Resource Manager, ready to be sent but for its token.
 *
 * @param method what to do
 * @param uri at our Resource Manager, see {@link ArmTarget}
 * @param headers without {@code Authorization}
 * @param body JSON text
 */
public record ArmRequest(
    HttpMethod method, URI uri, Map<String, String> headers, Optional<String> body) {

  public ArmRequest {
    headers = Map.copyOf(headers);
  }

  /** A request without body. */
  public static ArmRequest of(HttpMethod method, URI uri) {
    return new ArmRequest(method, uri, Map.of(), Optional.empty());
  }

  /** The resource that the path names; empty for lists and actions. */
  public Optional<ResourceId> resource() {
    return ResourceId.parse(uri.getPath());
  }
}

package io.haymaker.azure;

import java.net.URI;

/**
 * Where a cloud is. Every endpoint is https.
 *
 * @param arm Resource Manager
 * @param authority the sign-in service; what follows the port is not used
 * @param graph Microsoft Graph, without {@code /v1.0}
 * @param isPublic whether this is the public cloud. Elsewhere the sign-in service is not looked up
 *     in Microsoft's list of clouds, and a vault's host need not lie under the vault service's
 */
public record AzureEndpoints(URI arm, URI authority, URI graph, boolean isPublic) {

  public AzureEndpoints {
    arm = checked("arm", arm);
    authority = checked("authority", authority);
    graph = checked("graph", graph);
  }

  /** The public cloud. */
  public static AzureEndpoints publicCloud() {
    return new AzureEndpoints(
        URI.create("https://management.azure.com"),
        URI.create("https://login.microsoftonline.com"),
        URI.create("https://graph.microsoft.com"),
        true);
  }

  /** Another cloud, such as the emulator. */
  public static AzureEndpoints of(String arm, String authority, String graph) {
    return new AzureEndpoints(URI.create(arm), URI.create(authority), URI.create(graph), false);
  }

  /** The scope of tokens for Resource Manager. */
  public String armScope() {
    return arm + "/.default";
  }

  /** The scope of tokens for Microsoft Graph. */
  public String graphScope() {
    return graph + "/.default";
  }

  private static URI checked(String name, URI endpoint) {
    if (!"https".equals(endpoint.getScheme()) || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "%s endpoint must be an https URL, is %s".formatted(name, endpoint));
    }
    return URI.create(endpoint.toString().replaceAll("/+$", ""));
  }
}

package io.haymaker.emulator.machine;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.token.AccessTokens;
import io.haymaker.emulator.token.Directory;
import io.haymaker.emulator.token.Principal;
import io.haymaker.emulator.token.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /msi/token?api-version=2019-08-01&resource=...[&client_id=...]} with the header {@code
 * X-IDENTITY-HEADER}: what {@code IDENTITY_ENDPOINT} and {@code IDENTITY_HEADER} lead to. Every
 * user-assigned identity counts as the machine's; the one named {@code machine} in the group {@code
 * haymaker-emulator}, where somebody has made it, is what the system-assigned one is elsewhere.
 */
public final class MachineIdentity implements Service {
  private static final String PATH = "/msi/token";
  private static final String TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

  private final Cloud cloud;
  private final ResourceBook resources;
  private final Directory directory;
  private final AccessTokens tokens;
  private final Secret header;

  /** The endpoint of a cloud, for who knows the header's value. */
  public MachineIdentity(
      Cloud cloud,
      ResourceBook resources,
      Directory directory,
      AccessTokens tokens,
      Secret header) {
    this.cloud = cloud;
    this.resources = resources;
    this.directory = directory;
    this.tokens = tokens;
    this.header = header;
  }

  /** Where it is, for {@code IDENTITY_ENDPOINT}. */
  public static String endpoint(String arm) {
    return arm + PATH;
  }

  /** The header's value, made once for each data folder. */
  public static Secret header(Cloud cloud) {
    return Secret.of(
        cloud
            .vault()
            .get("machine", "header")
            .orElseGet(
                () -> {
                  ObjectNode fresh = Json.object().put("value", Secret.random().reveal());
                  cloud.vault().put("machine", "header", fresh);
                  return fresh;
                })
            .path("value")
            .stringValue());
  }

  @Override
  public String name() {
    return "machine-identity";
  }

  @Override
  public boolean owns(Request request) {
    return request.path().equals(PATH);
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of();
  }

  @Override
  public Response handle(Request request) {
    if (!request.method().equals("GET")) {
      return refused(405, "method_not_allowed", "tokens are asked for by GET");
    }
    if (!request.header("x-identity-header").map(this::isKnown).orElse(false)) {
      return refused(401, "unauthorized", "X-IDENTITY-HEADER is missing or wrong");
    }
    String resource = request.query("resource").orElse("");
    if (request.query("api-version").isEmpty() || tokens.audience(resource).isEmpty()) {
      return refused(400, "invalid_request", "api-version or a resource that is known is missing");
    }
    Optional<String> clientId = request.query("client_id");
    return principal(clientId)
        .map(principal -> token(principal, resource))
        .orElseGet(
            () ->
                refused(
                    400,
                    "invalid_client",
                    clientId.isPresent()
                        ? "no managed identity has this client id"
                        : "there is no identity named machine in the group haymaker-emulator"));
  }

  private boolean isKnown(String value) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), header.reveal().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Principal> principal(Optional<String> clientId) {
    Optional<ArmResource> identity =
        clientId.isPresent()
            ? resources.ofType(TYPE).stream()
                .filter(
                    one ->
                        one.properties()
                            .path("clientId")
                            .asString("")
                            .equalsIgnoreCase(clientId.get()))
                .findFirst()
            : ResourceId.parse(
                    "/subscriptions/"
                        + cloud.subscriptionId()
                        + "/resourceGroups/haymaker-emulator/providers/"
                        + TYPE
                        + "/machine")
                .flatMap(resources::find);
    return identity
        .filter(one -> one.goneAt().isEmpty())
        .map(one -> one.properties().path("principalId").asString(""))
        .flatMap(directory::find);
  }

  private Response token(Principal principal, String resource) {
    long end = cloud.clock().instant().plus(AccessTokens.LIFE).getEpochSecond();
    return Response.json(
            200,
            Json.object()
                .put("access_token", tokens.issue(principal, resource))
                .put("client_id", principal.appId())
                .put("expires_on", Long.toString(end))
                .put("resource", resource)
                .put("token_type", "Bearer"))
        .with("Cache-Control", "no-store");
  }

  private static Response refused(int status, String error, String description) {
    return Response.json(
        status, Json.object().put("error", error).put("error_description", description));
  }
}

package io.haymaker.emulator.token;

import io.haymaker.emulator.cloud.Endpoints;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Routes;
import io.haymaker.emulator.http.Service;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sign-in service and the document that describes this cloud. The paths and the shape of the
 * answers are those that the Azure CLI, MSAL and the SDKs use: the answer to a token request has no
 * {@code id_token} and no {@code client_info}, because clients take either for a user's sign-in.
 */
public final class SignInService implements Service {
  private static final String DEFAULT_SUFFIX = "/.default";

  private final Directory directory;
  private final AccessTokens tokens;
  private final SigningKey key;
  private final Endpoints endpoints;
  private final String tenantId;
  private final Routes routes;

  /** The service of one tenant. */
  public SignInService(
      Directory directory,
      AccessTokens tokens,
      SigningKey key,
      Endpoints endpoints,
      String tenantId) {
    this.directory = directory;
    this.tokens = tokens;
    this.key = key;
    this.endpoints = endpoints;
    this.tenantId = tenantId;
    this.routes =
        new Routes()
            .on("GET", "/metadata/endpoints", (request, holes) -> metadata())
            .on("POST", "/{tenant}/oauth2/v2.0/token", this::token)
            .on("POST", "/{tenant}/oauth2/token", this::token)
            .on("GET", "/{tenant}/v2.0/.well-known/openid-configuration", this::openId)
            .on("GET", "/{tenant}/.well-known/openid-configuration", this::openId)
            .on("GET", "/{tenant}/discovery/v2.0/keys", (request, holes) -> keys());
  }

  @Override
  public String name() {
    return "sign-in";
  }

  @Override
  public boolean owns(Request request) {
    int parts = request.segments().size();
    String path = request.path().toLowerCase(Locale.ROOT);
    return path.equals("/metadata/endpoints")
        || (parts >= 3
            && (path.endsWith("/oauth2/v2.0/token")
                || path.endsWith("/oauth2/token")
                || path.endsWith("/.well-known/openid-configuration")
                || path.endsWith("/discovery/v2.0/keys"))
            && !request.under("subscriptions")
            && !request.under("graph"));
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of();
  }

  @Override
  public Response handle(Request request) {
    return routes
        .handle(request)
        .orElseThrow(() -> new Refused(404, "NotFound", "There is nothing at " + request.path()));
  }

  private Response metadata() {
    ObjectNode body = Json.object();
    // Not "AzureCloud": the Azure CLI would fill gaps with the public cloud's endpoints.
    body.put("name", "HayMakerEmulator");
    body.put("resourceManager", endpoints.arm());
    body.put("microsoftGraphResourceId", endpoints.graph());
    body.put("portal", endpoints.arm());
    ObjectNode authentication = body.putObject("authentication");
    authentication.put("loginEndpoint", endpoints.authority());
    authentication.put("tenant", tenantId);
    authentication.put("identityProvider", "AAD");
    authentication
        .putArray("audiences")
        .add(endpoints.arm())
        .add("https://management.core.windows.net/")
        .add("https://management.azure.com/");
    ObjectNode suffixes = body.putObject("suffixes");
    suffixes.put("keyVaultDns", endpoints.vault().replace("https://localhost", ""));
    return Response.json(200, body);
  }

  private Response openId(Request request, Map<String, String> holes) {
    // The Azure CLI asks for these two before it forgets a login; nobody can sign in to them here.
    String asked = holes.getOrDefault("tenant", "").toLowerCase(Locale.ROOT);
    boolean manyTenants = asked.equals("organizations") || asked.equals("common");
    if (!manyTenants) {
      requireTenant(holes);
    }
    String base = endpoints.authority() + "/" + (manyTenants ? asked : tenantId);
    ObjectNode body =
        Json.object()
            .put("issuer", tokens.issuer())
            .put("authorization_endpoint", base + "/oauth2/v2.0/authorize")
            .put("token_endpoint", base + "/oauth2/v2.0/token")
            .put("jwks_uri", base + "/discovery/v2.0/keys");
    body.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
    body.putArray("response_types_supported").add("token");
    body.putArray("subject_types_supported").add("pairwise");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    return Response.json(200, body);
  }

  private Response keys() {
    ObjectNode body = Json.object();
    body.putArray("keys").add(key.toJwk());
    return Response.json(200, body);
  }

  private Response token(Request request, Map<String, String> holes) {
    requireTenant(holes);
    Map<String, String> form = request.form();
    if (!"client_credentials".equals(form.get("grant_type"))) {
      throw refused(
          400,
          "unsupported_grant_type",
          "AADSTS70003: The emulator knows the grant type client_credentials only.");
    }
    String resource = resource(form);
    if (tokens.audience(resource).isEmpty()) {
      throw refused(
          400,
          "invalid_resource",
          "AADSTS500011: The resource principal named "
              + resource
              + " was not found in the tenant "
              + tenantId
              + ".");
    }
    String clientId = form.getOrDefault("client_id", "");
    Directory.SignIn result =
        directory.signIn(clientId, Secret.of(form.getOrDefault("client_secret", "")));
    return switch (result) {
      case Directory.SignIn.Accepted accepted ->
          Response.json(
                  200,
                  Json.object()
                      .put("token_type", "Bearer")
                      .put("expires_in", AccessTokens.LIFE.toSeconds() - 1)
                      .put("ext_expires_in", AccessTokens.LIFE.toSeconds() - 1)
                      .put("access_token", tokens.issue(accepted.principal(), resource)))
              .with("Cache-Control", "no-store");
      case Directory.SignIn.UnknownApplication unknown ->
          throw refused(
              400,
              "unauthorized_client",
              "AADSTS700016: Application with identifier '"
                  + clientId
                  + "' was not found in the directory '"
                  + tenantId
                  + "'.");
      case Directory.SignIn.WrongSecret wrong ->
          throw refused(
              401,
              "invalid_client",
              "AADSTS7000215: Invalid client secret provided for app '" + clientId + "'.");
      case Directory.SignIn.ExpiredSecret expired ->
          throw refused(
              401,
              "invalid_client",
              "AADSTS7000222: The provided client secret keys for app '"
                  + clientId
                  + "' are expired.");
    };
  }

  private static String resource(Map<String, String> form) {
    String fromScope =
        java.util.Arrays.stream(form.getOrDefault("scope", "").split(" ", -1))
            .filter(scope -> scope.endsWith(DEFAULT_SUFFIX))
            .map(scope -> scope.substring(0, scope.length() - DEFAULT_SUFFIX.length()))
            .findFirst()
            .orElse("");
    return fromScope.isEmpty() ? form.getOrDefault("resource", "") : fromScope;
  }

  private void requireTenant(Map<String, String> holes) {
    String tenant = holes.getOrDefault("tenant", "");
    if (!tenant.equalsIgnoreCase(tenantId)) {
      throw refused(400, "invalid_request", "AADSTS90002: Tenant '" + tenant + "' not found.");
    }
  }

  private static Refused refused(int status, String error, String description) {
    ObjectNode body = Json.object().put("error", error).put("error_description", description);
    int digits = description.indexOf(':');
    body.putArray("error_codes")
        .add(Long.parseLong(description.substring("AADSTS".length(), digits)));
    return Refused.with(Response.json(status, body));
  }
}

package io.haymaker.emulator.registry;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.token.AccessTokens;
import io.haymaker.emulator.token.Directory;
import io.haymaker.emulator.token.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The registry's sign-in: an access token of the cloud for a refresh token, that for an access
 * token of the registry; or a client id and its secret for the latter at once.
 */
final class RegistrySignIn {
  private final Cloud cloud;
  private final AccessTokens cloudTokens;
  private final Directory directory;
  private final RegistryTokens tokens;

  RegistrySignIn(
      Cloud cloud, AccessTokens cloudTokens, Directory directory, RegistryTokens tokens) {
    this.cloud = cloud;
    this.cloudTokens = cloudTokens;
    this.directory = directory;
    this.tokens = tokens;
  }

  Response exchange(Request request) {
    Map<String, String> form = request.form();
    if (!"access_token".equals(form.get("grant_type"))) {
      return RegistryErrors.badRequest("the emulator knows the grant type access_token only");
    }
    if (!cloud.endpoints().isRegistry(form.getOrDefault("service", ""))) {
      return RegistryErrors.badRequest("service must be the registry's login server");
    }
    return cloudTokens.check(form.getOrDefault("access_token", ""))
                instanceof AccessTokens.Check.Valid(Caller caller, Audience audience)
            && (audience == Audience.ARM || audience == Audience.REGISTRY)
        ? token("refresh_token", tokens.refreshToken(caller))
        : RegistryErrors.unauthorized();
  }

  /** By form, as Azure Container Registry has it. */
  Response fromForm(Request request) {
    Map<String, String> form = request.form();
    Optional<Caller> caller =
        switch (form.getOrDefault("grant_type", "")) {
          case "refresh_token" -> tokens.refreshes(form.getOrDefault("refresh_token", ""));
          case "password" ->
              signIn(form.getOrDefault("username", ""), form.getOrDefault("password", ""));
          default -> Optional.empty();
        };
    return granted(caller, form.getOrDefault("scope", ""));
  }

  /** By user and password, as every registry has it. */
  Response fromHeader(Request request) {
    return granted(
        request.header("authorization").flatMap(this::basic), request.query("scope").orElse(""));
  }

  private Response granted(Optional<Caller> caller, String scope) {
    return caller
        .map(known -> token("access_token", tokens.accessToken(known, scope)))
        .orElseGet(RegistryErrors::unauthorized);
  }

  private Optional<Caller> basic(String header) {
    if (!header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      return Optional.empty();
    }
    try {
      String both =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : signIn(both.substring(0, colon), both.substring(colon + 1));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private Optional<Caller> signIn(String user, String password) {
    return directory.signIn(user, Secret.of(password))
            instanceof Directory.SignIn.Accepted(var principal)
        ? Optional.of(new Caller(principal.objectId(), principal.appId()))
        : Optional.empty();
  }

  private static Response token(String name, String token) {
    return Response.json(200, Json.object().put(name, token)).with("Cache-Control", "no-store");
  }
}

package io.haymaker.emulator.token;

import io.haymaker.emulator.cloud.Endpoints;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes and checks access tokens: JWTs signed by RS256, valid for one hour. */
public final class AccessTokens {
  /** How long a token is valid. */
  public static final Duration LIFE = Duration.ofHours(1);

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  /** What came of looking at a token. */
  public sealed interface Check {
    /** The token is good for this audience. */
    record Valid(Caller caller, Audience audience) implements Check {}

    /** It is not; {@code why} is one sentence without the token. */
    record Invalid(String why) implements Check {}
  }

  private final SigningKey key;
  private final Endpoints endpoints;
  private final String tenantId;
  private final Clock clock;
  private final Audiences audiences;

  /** Tokens of a tenant. */
  public AccessTokens(SigningKey key, Endpoints endpoints, String tenantId, Clock clock) {
    this.key = key;
    this.endpoints = endpoints;
    this.tenantId = tenantId;
    this.clock = clock;
    this.audiences = new Audiences(endpoints);
  }

  /** Which of our services a resource name means, slash at its end or not. */
  public Optional<Audience> audience(String resource) {
    return audiences.named(resource);
  }

  /**
   * A token for a principal.
   *
   * @param resource becomes {@code aud} as it is
   */
  public String issue(Principal principal, String resource) {
    Instant now = clock.instant();
    ObjectNode header = Json.object().put("typ", "JWT").put("alg", "RS256").put("kid", key.id());
    ObjectNode claims =
        Json.object()
            .put("aud", resource)
            .put("iss", issuer())
            .put("iat", now.getEpochSecond())
            .put("nbf", now.getEpochSecond())
            .put("exp", now.plus(LIFE).getEpochSecond())
            .put("appid", principal.appId())
            .put("azp", principal.appId())
            .put("idtyp", "app")
            .put("oid", principal.objectId())
            .put("sub", principal.objectId())
            .put("tid", tenantId)
            .put("uti", UUID.randomUUID().toString())
            .put("ver", "1.0");
    String signed =
        ENCODER.encodeToString(Json.bytes(header))
            + "."
            + ENCODER.encodeToString(Json.bytes(claims));
    return signed + "." + ENCODER.encodeToString(sign(signed));
  }

  /** Who issues the tokens. */
  public String issuer() {
    return endpoints.authority() + "/" + tenantId + "/v2.0";
  }

  /** Checks signature, issuer, tenant and times. */
  public Check check(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return new Check.Invalid("The access token is not a JWT.");
    }
    JsonNode claims;
    try {
      if (!verify(parts[0] + "." + parts[1], DECODER.decode(parts[2]))) {
        return new Check.Invalid("The access token's signature is not valid.");
      }
      claims = Json.parse(DECODER.decode(parts[1]));
    } catch (IllegalArgumentException | JacksonException malformed) {
      return new Check.Invalid("The access token is malformed.");
    }
    if (!Json.string(claims, "tid").equals(Optional.of(tenantId))) {
      return new Check.Invalid("The access token is from the wrong tenant.");
    }
    if (clock.instant().getEpochSecond() >= claims.path("exp").asLong(0)) {
      return new Check.Invalid("The access token has expired.");
    }
    Optional<Audience> audience = Json.string(claims, "aud").flatMap(this::audience);
    Optional<String> oid = Json.string(claims, "oid");
    Optional<String> appId = Json.string(claims, "appid");
    if (audience.isEmpty() || oid.isEmpty() || appId.isEmpty()) {
      return new Check.Invalid("The access token is for an audience that is not known here.");
    }
    return new Check.Valid(new Caller(oid.get(), appId.get()), audience.get());
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.privateKey());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException("cannot sign", bug);
    }
  }

  private boolean verify(String text, byte[] given) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key.publicKey());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.verify(given);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}

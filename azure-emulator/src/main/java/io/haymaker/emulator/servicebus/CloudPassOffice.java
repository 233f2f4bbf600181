package io.haymaker.emulator.servicebus;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import io.haymaker.emulator.servicebus.access.BusPass;
import io.haymaker.emulator.servicebus.access.BusRight;
import io.haymaker.emulator.servicebus.access.PassOffice;
import io.haymaker.emulator.servicebus.access.SignatureOffice;
import io.haymaker.emulator.token.AccessTokens;
import java.time.Instant;
import java.util.Base64;

/** Passes by the directory's tokens and roles, or by the namespace's own keys. */
final class CloudPassOffice implements PassOffice {
  private static final String SUBSCRIPTIONS = "/subscriptions/";
  private static final String DEAD_LETTER = "/$deadletterqueue";

  private final AccessTokens tokens;
  private final Authorizer authorizer;
  private final BusNamespaces namespaces;
  private final SignatureOffice signatures;

  CloudPassOffice(
      AccessTokens tokens,
      Authorizer authorizer,
      BusNamespaces namespaces,
      SignatureOffice signatures) {
    this.tokens = tokens;
    this.authorizer = authorizer;
    this.namespaces = namespaces;
    this.signatures = signatures;
  }

  @Override
  public Admission admit(String namespace, String token) {
    if (SignatureOffice.isSignature(token)) {
      return signatures.admit(namespace, token);
    }
    return switch (tokens.check(token)) {
      case AccessTokens.Check.Invalid invalid -> new NotAdmitted("InvalidToken: " + invalid.why());
      case AccessTokens.Check.Valid valid -> {
        if (valid.audience() != Audience.SERVICE_BUS) {
          yield new NotAdmitted("InvalidAudience: The token is for another audience than the bus.");
        }
        yield namespaces
            .byName(namespace)
            .<Admission>map(
                resource -> new Admitted(new RolePass(valid.caller(), endOf(token), resource.id())))
            .orElseGet(() -> new NotAdmitted("There is no namespace '" + namespace + "'."));
      }
    };
  }

  @Override
  public Admission admitKey(String namespace, String rule, String key) {
    return signatures.admitKey(namespace, rule, key);
  }

  /** The end of a token that has been checked. */
  private static Instant endOf(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return Instant.ofEpochSecond(Json.parse(claims).path("exp").asLong());
  }

  private final class RolePass implements BusPass {
    private final Caller caller;
    private final Instant expiresAt;
    private final ResourceId namespace;

    RolePass(Caller caller, Instant expiresAt, ResourceId namespace) {
      this.caller = caller;
      this.expiresAt = expiresAt;
      this.namespace = namespace;
    }

    @Override
    public Instant expiresAt() {
      return expiresAt;
    }

    @Override
    public boolean allows(BusRight right, String entityPath) {
      return authorizer.allows(
          caller, new Permission.Data(right.dataAction()), scope(namespace, entityPath).text());
    }

    private static ResourceId scope(ResourceId namespace, String entityPath) {
      String path =
          entityPath.endsWith(DEAD_LETTER)
              ? entityPath.substring(0, entityPath.length() - DEAD_LETTER.length())
              : entityPath;
      int at = path.indexOf(SUBSCRIPTIONS);
      return at < 0
          ? namespace.child("topics", path)
          : namespace
              .child("topics", path.substring(0, at))
              .child("subscriptions", path.substring(at + SUBSCRIPTIONS.length()));
    }
  }
}

package io.haymaker.azure.registry;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ImageReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Logs in to a registry as it asks. Secrets go to the configured registry and its realm only. */
final class RegistryLogin {

  /** What came of it. */
  sealed interface Pass {
    /** The value of the header {@code Authorization}. */
    record Granted(String header) implements Pass {
      @Override
      public String toString() {
        return "Granted[redacted]";
      }
    }

    /** The registry, or the sign-in service, said no; holds no secret. */
    record Refused(String why) implements Pass {}

    /** Nobody answered. */
    record Lost(Problem problem) implements Pass {}
  }

  private final RegistryCalls calls;
  private final TokenCredential credential;
  private final String armScope;
  private final String tenantId;
  private final RegistrySettings settings;

  RegistryLogin(
      RegistryCalls calls,
      TokenCredential credential,
      String armScope,
      String tenantId,
      RegistrySettings settings) {
    this.calls = calls;
    this.credential = credential;
    this.armScope = armScope;
    this.tenantId = tenantId;
    this.settings = settings;
  }

  Pass authorization(ImageReference image, Challenge challenge) {
    boolean known = settings.knows(image.registry());
    Optional<String> basic = settings.password().filter(_ -> known).map(RegistryLogin::basic);
    if (challenge.isBasic()) {
      return basic
          .<Pass>map(Pass.Granted::new)
          .orElseGet(() -> new Pass.Refused("it wants a user and a password, and has none"));
    }
    Optional<URI> realm = challenge.realm();
    if (realm.isEmpty()) {
      return new Pass.Refused("it sends us to log in where there is no https");
    }
    Map<String, String> wanted = wanted(image, challenge);
    if (known && basic.isEmpty()) {
      return byOurLogin(image.registry(), wanted);
    }
    Map<String, String> headers =
        basic.map(value -> Map.of("Authorization", value)).orElse(Map.of());
    String join = realm.get().getRawQuery() == null ? "?" : "&";
    return bearer(calls.get(realm.get() + join + RegistryCalls.encoded(wanted), headers));
  }

  private static Map<String, String> wanted(ImageReference image, Challenge challenge) {
    var wanted = new HashMap<String, String>();
    wanted.put(
        "scope",
        challenge.scope().isEmpty()
            ? "repository:%s:pull".formatted(image.repository())
            : challenge.scope());
    if (!challenge.service().isEmpty()) {
      wanted.put("service", challenge.service());
    }
    return wanted;
  }

  /** Azure Container Registry: our token for a refresh token, that for one of access. */
  private Pass byOurLogin(String registry, Map<String, String> wanted) {
    String mine;
    try {
      mine = credential.getTokenSync(new TokenRequestContext().addScopes(armScope)).getToken();
    } catch (RuntimeException thrown) {
      return Answers.look(Answers.reply(thrown)) instanceof Look.CouldNotLook<?>(Problem problem)
          ? new Pass.Lost(problem)
          : new Pass.Lost(new Problem("NoToken", thrown.getClass().getSimpleName()));
    }
    Reply exchanged =
        calls.post(
            "https://%s/oauth2/exchange".formatted(registry),
            Map.of(
                "grant_type",
                "access_token",
                "service",
                registry,
                "tenant",
                tenantId,
                "access_token",
                mine));
    if (!(exchanged instanceof Reply.Answer answer) || !answer.isGood()) {
      return failed(exchanged);
    }
    var form = new HashMap<>(wanted);
    form.put("service", registry);
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", Json.text(answer.body(), "refresh_token"));
    return bearer(calls.post("https://%s/oauth2/token".formatted(registry), form));
  }

  private static Pass bearer(Reply reply) {
    if (!(reply instanceof Reply.Answer answer) || !answer.isGood()) {
      return failed(reply);
    }
    String access = Json.text(answer.body(), "access_token");
    String token = access.isEmpty() ? Json.text(answer.body(), "token") : access;
    return token.isEmpty()
        ? new Pass.Refused("its sign-in gave no token")
        : new Pass.Granted("Bearer " + token);
  }

  private static Pass failed(Reply reply) {
    return switch (reply) {
      case Reply.NoAnswer(Problem problem) -> new Pass.Lost(problem);
      case Reply.Answer answer when answer.status() >= 500 || answer.status() == 429 ->
          new Pass.Lost(new Problem("HTTP" + answer.status(), RegistryImages.words(answer)));
      case Reply.Answer answer ->
          new Pass.Refused("it refuses this login: " + RegistryImages.words(answer));
    };
  }

  private static String basic(RegistrySettings.Password password) {
    String both = password.user() + ":" + password.secret().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }
}

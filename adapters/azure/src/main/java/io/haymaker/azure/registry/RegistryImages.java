package io.haymaker.azure.registry;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.runtime.ImageReference;
import io.haymaker.core.runtime.ImageRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Asks registries for manifests, and logs in where one wants that. Nothing is kept. */
public final class RegistryImages implements ImageRegistry {
  private static final Map<String, String> ACCEPT =
      Map.of(
          "Accept",
          "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
              + " application/vnd.docker.distribution.manifest.list.v2+json,"
              + " application/vnd.docker.distribution.manifest.v2+json");

  /** Codes of a 404 that is about the image; any other may come from anything on the way. */
  private static final Set<String> UNKNOWN =
      Set.of("MANIFEST_UNKNOWN", "NAME_UNKNOWN", "NOT_FOUND");

  private final RegistryCalls calls;
  private final RegistryLogin login;

  /**
   * @param pipeline without any credential
   * @param armScope of the tokens that Azure Container Registry takes in exchange
   */
  public RegistryImages(
      HttpPipeline pipeline,
      TokenCredential credential,
      String armScope,
      String tenantId,
      RegistrySettings settings) {
    this.calls = new RegistryCalls(pipeline);
    this.login = new RegistryLogin(calls, credential, armScope, tenantId, settings);
  }

  @Override
  public Look<Manifest> manifest(ImageReference image) {
    String url =
        "https://%s/v2/%s/manifests/%s"
            .formatted(image.registry(), image.repository(), image.version());
    Reply first = calls.get(url, ACCEPT);
    if (!(first instanceof Reply.Answer answer) || answer.status() != 401) {
      return look(first);
    }
    Optional<Challenge> challenge = Challenge.of(answer);
    if (challenge.isEmpty()) {
      return refused("it asks for a login of a kind that is not known here");
    }
    return switch (login.authorization(image, challenge.get())) {
      case RegistryLogin.Pass.Granted(String header) ->
          look(calls.get(url, RegistryCalls.with(ACCEPT, "Authorization", header)));
      case RegistryLogin.Pass.Refused(String why) -> refused(why);
      case RegistryLogin.Pass.Lost(var problem) -> new Look.CouldNotLook<>(problem);
    };
  }

  private static Look<Manifest> look(Reply reply) {
    return switch (reply) {
      case Reply.NoAnswer(var problem) -> new Look.CouldNotLook<>(problem);
      case Reply.Answer answer when answer.isGood() ->
          Look.found(
              new Manifest(
                  answer.header("Docker-Content-Digest").orElse(""),
                  answer.header("Content-Type").orElse("")));
      case Reply.Answer answer when answer.status() == 404 && UNKNOWN.contains(code(answer)) ->
          Look.absent();
      case Reply.Answer answer when answer.status() == 401 || answer.status() == 403 ->
          refused("it does not let this login pull the image: " + words(answer));
      case Reply.Answer answer ->
          Look.couldNotLook("HTTP" + answer.status(), "the registry answers: " + words(answer));
    };
  }

  private static Look<Manifest> refused(String why) {
    return Look.couldNotLook(NOT_LET_IN, why);
  }

  private static String code(Reply.Answer answer) {
    return Json.text(error(answer), "code");
  }

  /** The registry's own error, never more of its answer. */
  static String words(Reply.Answer answer) {
    String message = Json.text(error(answer), "message");
    String all = (code(answer) + " " + message).strip();
    return all.isEmpty()
        ? "HTTP " + answer.status()
        : all.substring(0, Math.min(200, all.length()));
  }

  private static JsonNode error(Reply.Answer answer) {
    return answer.body().path("errors").path(0);
  }
}

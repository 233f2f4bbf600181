package io.haymaker.azure.identity;

import com.azure.core.http.HttpPipeline;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.ApiVersions;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.identity.PropagationProbe;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.ResourceId;
import java.net.URI;

/** Tries a new identity out as what it is: with a pipeline of its own, so with a fresh token. */
public final class LoginProbe implements PropagationProbe {

  /** Makes a pipeline that signs as an application. */
  @FunctionalInterface
  public interface Pipelines {
    HttpPipeline as(String clientId, SecretValue secret);
  }

  private final Pipelines pipelines;
  private final URI arm;
  private final ApiVersions versions;

  public LoginProbe(Pipelines pipelines, URI arm, ApiVersions versions) {
    this.pipelines = pipelines;
    this.arm = arm;
    this.versions = versions;
  }

  @Override
  public Look<Boolean> tryOut(String clientId, SecretValue secret, String scope) {
    return switch (versions.of(ResourceId.of(scope))) {
      case Look.Found<String>(String version) -> tryOut(clientId, secret, scope, version);
      case Look.Absent<String> _ ->
          Look.couldNotLook("UnknownType", "no provider has the type of " + scope);
      case Look.CouldNotLook<String> failed -> new Look.CouldNotLook<>(failed.problem());
    };
  }

  private Look<Boolean> tryOut(String clientId, SecretValue secret, String scope, String version) {
    Rest trial = new Rest(pipelines.as(clientId, secret), arm);
    Reply reply = trial.get(Urls.path(scope) + Urls.query("api-version", version));
    if (reply instanceof Reply.Answer answer) {
      if (answer.isGood()) {
        return Look.found(true);
      }
      // Refused by the resource, or by the sign-in service that does not know it yet.
      if (answer.status() == 401 || answer.status() == 403) {
        return Look.absent();
      }
      return new Look.CouldNotLook<>(Answers.problem(answer));
    }
    return Answers.look(reply);
  }
}

package io.haymaker.azure.resource;

import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.ApiVersions;
import io.haymaker.azure.wire.Follower;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Deletes by id: one DELETE, followed to its end. */
public final class ArmDeleter implements ResourceDeleter {

  private final Rest arm;
  private final ApiVersions versions;
  private final Follower follower;

  public ArmDeleter(Rest arm, ApiVersions versions, Follower follower) {
    this.arm = arm;
    this.versions = versions;
    this.follower = follower;
  }

  @Override
  public Outcome<Removal> delete(ResourceId id, Duration followFor) {
    return delete(id, followFor, _ -> {});
  }

  @Override
  public Outcome<Removal> delete(ResourceId id, Duration followFor, Consumer<Answer> evidence) {
    return switch (versions.of(id)) {
      case Look.Found<String>(String version) -> delete(id, version, followFor, evidence);
      case Look.Absent<String> _ ->
          Outcome.refused("UnknownType", "no provider has the type " + id.type());
      // Nothing was sent: it is certainly not done by this call, and may be by the next.
      case Look.CouldNotLook<String>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  private Outcome<Removal> delete(
      ResourceId id, String version, Duration followFor, Consumer<Answer> evidence) {
    Reply reply = arm.delete(Urls.path(id.value()) + Urls.query("api-version", version));
    if (!(reply instanceof Reply.Answer answer)) {
      return Answers.deletion(reply);
    }
    evidence.accept(
        new Answer(
            answer.status(),
            answer
                .header("x-ms-request-id")
                .or(() -> answer.header("x-ms-correlation-request-id"))
                .orElse("")));
    return switch (answer.status()) {
      case 200 ->
          answer.header("Azure-AsyncOperation").isPresent()
              ? follow(answer, followFor)
              : Outcome.done(Removal.REMOVED);
      case 202 -> follow(answer, followFor);
      // Resource Manager's way to say that there was nothing to delete.
      case 204 -> Outcome.done(Removal.ALREADY_ABSENT);
      default ->
          Answers.isAbsence(answer)
              ? Outcome.done(Removal.ALREADY_ABSENT)
              : Answers.deletion(answer);
    };
  }

  private Outcome<Removal> follow(Reply.Answer accepted, Duration followFor) {
    return follower.follow(accepted, followFor).map(_ -> Removal.REMOVED);
  }
}

package io.haymaker.azure.resource;

import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.ApiVersions;
import io.haymaker.azure.wire.Follower;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Deletes by id: one DELETE, followed to its end; and purges what services keep. */
public final class ArmDeleter implements ResourceDeleter {

  private final Rest arm;
  private final ApiVersions versions;
  private final Follower follower;
  private final KeptLists kept;
  private final Clock clock;

  public ArmDeleter(Rest arm, ApiVersions versions, Follower follower, Clock clock) {
    this.arm = arm;
    this.versions = versions;
    this.follower = follower;
    this.kept = new KeptLists(arm);
    this.clock = clock;
  }

  @Override
  public Outcome<Removal> delete(ResourceId id, Duration followFor) {
    return delete(id, followFor, _ -> {});
  }

  @Override
  public Outcome<Removal> delete(ResourceId id, Duration followFor, Consumer<Answer> evidence) {
    return new Attempt(id, followFor, evidence).delete("");
  }

  @Override
  public Outcome<Removal> erase(ResourceId id, Duration followFor, Consumer<Answer> evidence) {
    var attempt = new Attempt(id, followFor, evidence);
    return KeptKind.of(id).map(attempt::erase).orElseGet(() -> attempt.delete(""));
  }

  /** One deletion, with what follows it, in the time that it has. */
  private final class Attempt {
    private final ResourceId id;
    private final Instant end;
    private final Consumer<Answer> evidence;

    Attempt(ResourceId id, Duration followFor, Consumer<Answer> evidence) {
      this.id = id;
      this.end = clock.instant().plus(followFor);
      this.evidence = evidence;
    }

    /** The copy may be older than this call: so it is looked for whatever there was to delete. */
    Outcome<Removal> erase(KeptKind kind) {
      return delete(kind.forced())
          .then(
              removal ->
                  switch (kind.purge()) {
                    case BY_POST, BY_DELETE -> purge(kind, removal);
                    case BY_FORCE ->
                        removal == Removal.ALREADY_ABSENT ? recoverAndForce(kind) : done(removal);
                  });
    }

    private Outcome<Removal> purge(KeptKind kind, Removal removal) {
      return switch (kept.of(id)) {
        case Look.Absent<KeptLists.Kept> _ -> done(removal);
        case Look.CouldNotLook<KeptLists.Kept>(Problem problem) -> notYet(problem);
        case Look.Found<KeptLists.Kept>(KeptLists.Kept copy) -> {
          String query = Urls.query("api-version", kind.version());
          String place = Urls.path(copy.place());
          Reply reply =
              kind.purge() == KeptKind.Purge.BY_POST
                  ? arm.post(place + "/purge" + query, Json.object())
                  : arm.delete(place + query);
          yield judged(reply).at("purging it");
        }
      };
    }

    /**
     * Such a copy can only be deleted for good when it is a resource again, in its group. A group
     * that is made anew for that has our tags: the next look finds it.
     */
    private Outcome<Removal> recoverAndForce(KeptKind kind) {
      return switch (kept.of(id)) {
        case Look.Absent<KeptLists.Kept> _ -> done(Removal.ALREADY_ABSENT);
        case Look.CouldNotLook<KeptLists.Kept>(Problem problem) -> notYet(problem);
        case Look.Found<KeptLists.Kept>(KeptLists.Kept copy) -> {
          String path = Urls.path(id.value()) + Urls.query("api-version", kind.version());
          ObjectNode body = Json.object().put("location", copy.location());
          ObjectNode tags = body.putObject("tags");
          copy.what().tags().forEach(tags::put);
          Reply reply = arm.put(path, body);
          if (lacksItsGroup(reply) && isMarked(copy)) {
            Reply group = arm.put(groupPath(), body);
            reply = group instanceof Reply.NoAnswer ? group : arm.put(path, body);
          }
          Outcome<Reply.Answer> back =
              reply instanceof Reply.Answer answer && answer.isGood()
                  ? follower.followState(answer, path, left())
                  : Answers.effect(reply);
          yield back.at("having it back to delete it for good").then(_ -> delete(kind.forced()));
        }
      };
    }

    private static boolean lacksItsGroup(Reply reply) {
      return reply instanceof Reply.Answer answer
          && Answers.problem(answer).is("ResourceGroupNotFound");
    }

    /** The group that is made for it has its tags, and is found by them when we die over this. */
    private static boolean isMarked(KeptLists.Kept copy) {
      return OwnerTags.value(copy.what().tags(), OwnerTags.INSTALLATION).isPresent()
          && OwnerTags.value(copy.what().tags(), OwnerTags.RUN).isPresent();
    }

    private String groupPath() {
      return Urls.path(ResourceId.group(id.subscription(), id.groupName().orElseThrow()).value())
          + Urls.query("api-version", ApiVersions.RESOURCES);
    }

    Outcome<Removal> delete(String manner) {
      return switch (versions.of(id)) {
        case Look.Found<String>(String version) ->
            judged(arm.delete(Urls.path(id.value()) + Urls.query("api-version", version) + manner));
        case Look.Absent<String> _ ->
            Outcome.refused("UnknownType", "no provider has the type " + id.type());
        case Look.CouldNotLook<String>(Problem problem) -> notYet(problem);
      };
    }

    private Outcome<Removal> judged(Reply reply) {
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
                ? follow(answer)
                : done(Removal.REMOVED);
        case 202 -> follow(answer);
        // Resource Manager's way to say that there was nothing to delete.
        case 204 -> done(Removal.ALREADY_ABSENT);
        default ->
            Answers.isAbsence(answer) ? done(Removal.ALREADY_ABSENT) : Answers.deletion(answer);
      };
    }

    private Outcome<Removal> follow(Reply.Answer accepted) {
      return follower.follow(accepted, left()).map(_ -> Removal.REMOVED);
    }

    private Duration left() {
      return Duration.between(clock.instant(), end);
    }

    /** Nothing was sent: it is certainly not done by this call, and may be by the next. */
    private static Outcome<Removal> notYet(Problem problem) {
      return new Outcome.Busy<>(problem, Optional.empty());
    }

    private static Outcome<Removal> done(Removal removal) {
      return Outcome.done(removal);
    }
  }
}

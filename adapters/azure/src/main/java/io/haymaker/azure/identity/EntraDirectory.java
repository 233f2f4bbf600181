package io.haymaker.azure.identity;

import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Entra directory through Microsoft Graph v1.0. */
public final class EntraDirectory implements Directory {

  private static final String SECRET_OF_ATTEMPT = "haymaker ";
  private static final String APPLICATIONS = "/v1.0/applications";
  private static final String PRINCIPALS = "/v1.0/servicePrincipals";
  private static final String FIELDS = "id,appId,displayName,tags";

  private final Rest graph;
  private final DeletedItems deletedItems;

  public EntraDirectory(Rest graph) {
    this.graph = graph;
    this.deletedItems = new DeletedItems(graph);
  }

  @Override
  public Outcome<Application> ensureApplication(IdentityPlan plan) {
    String path = "%s(uniqueName=%s)".formatted(APPLICATIONS, Urls.quoted(plan.uniqueName()));
    Reply there = graph.get(Urls.path(path));
    if (there instanceof Reply.Answer answer && answer.isGood()) {
      return ours(answer.body(), plan).map(EntraDirectory::application);
    }
    if (!isMissing(there)) {
      return Answers.effect(there);
    }
    ObjectNode wanted =
        DirectoryTags.on(
            Json.object()
                .put("displayName", plan.displayName())
                .put("signInAudience", "AzureADMyOrg"),
            plan.owner());
    Reply made = graph.patch(Urls.path(path), wanted, Map.of("Prefer", "create-if-missing"));
    if (made instanceof Reply.Answer answer && answer.status() == 201) {
      return Outcome.done(application(answer.body()));
    }
    if (made instanceof Reply.Answer answer && answer.isGood()) {
      // 204: somebody made it in between. The next look finds it.
      return Outcome.busy("MadeMeanwhile", "the application was made by another call");
    }
    return creation(made);
  }

  @Override
  public Outcome<String> ensureServicePrincipal(Application application, IdentityPlan plan) {
    String path = "%s(appId=%s)".formatted(PRINCIPALS, Urls.quoted(application.clientId()));
    Reply there = graph.get(Urls.path(path));
    if (there instanceof Reply.Answer answer && answer.isGood()) {
      return ours(answer.body(), plan).map(object -> Json.text(object, "id"));
    }
    if (!isMissing(there)) {
      return Answers.effect(there);
    }
    ObjectNode wanted =
        DirectoryTags.on(
            Json.object()
                .put("appId", application.clientId())
                .put("displayName", plan.displayName())
                .put("accountEnabled", true),
            plan.owner());
    Reply made = graph.post(PRINCIPALS, wanted);
    return made instanceof Reply.Answer answer && answer.isGood()
        ? Outcome.done(Json.text(answer.body(), "id"))
        : creation(made);
  }

  /** What carries another owner under the name that we derived is not ours to use. */
  private static Outcome<JsonNode> ours(JsonNode object, IdentityPlan plan) {
    return DirectoryTags.carry(object, plan.owner().installation(), Optional.of(plan.owner().run()))
        ? Outcome.done(object)
        : Outcome.refused("NotOurs", DirectoryTags.name(object) + " does not carry our run");
  }

  @Override
  public Outcome<SecretValue> replaceSecret(
      Application application, Instant expiresAt, long attempt) {
    String path = APPLICATIONS + "/" + Urls.path(application.objectId());
    Reply there = graph.get(path + Urls.query("$select", "id,passwordCredentials"));
    if (!(there instanceof Reply.Answer found) || !found.isGood()) {
      return creation(there);
    }
    for (JsonNode old : found.body().path("passwordCredentials")) {
      if (attemptOf(old) > attempt) {
        continue;
      }
      Reply removed =
          graph.post(path + "/removePassword", Json.object().put("keyId", Json.text(old, "keyId")));
      if (!(removed instanceof Reply.Answer answer) || !(answer.isGood() || isMissing(answer))) {
        return creation(removed);
      }
    }
    ObjectNode body = Json.object();
    body.putObject("passwordCredential")
        .put("displayName", SECRET_OF_ATTEMPT + attempt)
        .put("endDateTime", expiresAt.toString());
    Reply added = graph.post(path + "/addPassword", body);
    if (!(added instanceof Reply.Answer answer) || !answer.isGood()) {
      return creation(added);
    }
    String secret = Json.text(answer.body(), "secretText");
    return secret.isEmpty()
        ? Outcome.unknown("UnreadableAnswer", "the directory made a secret and did not show it")
        : Outcome.done(new SecretValue(secret));
  }

  /** The attempt that made a secret; 0 = nobody knows, so it is older than all. */
  private static long attemptOf(JsonNode credential) {
    String name = Json.text(credential, "displayName");
    String number =
        name.startsWith(SECRET_OF_ATTEMPT) ? name.substring(SECRET_OF_ATTEMPT.length()) : "";
    return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
  }

  @Override
  public Outcome<Removal> delete(DirectoryObject object) {
    String collection = object.kind() == Kind.APPLICATION ? APPLICATIONS : PRINCIPALS;
    String live = collection + "/" + Urls.path(object.objectId());
    Outcome<Removal> deleted = removal(graph.delete(live));
    if (!(deleted instanceof Outcome.Done<Removal>(Removal first))) {
      return deleted;
    }
    Outcome<Removal> purged = removal(deletedItems.purge(object.objectId()));
    if (!(purged instanceof Outcome.Done<Removal>(Removal second))) {
      return purged;
    }
    if (object.kind() == Kind.APPLICATION) {
      Optional<Outcome<Removal>> obstacle = purgePrincipalsOf(object.clientId());
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
    }
    for (Reply look : new Reply[] {graph.get(live), deletedItems.get(object.objectId())}) {
      if (!isMissing(look)) {
        return look instanceof Reply.Answer answer && answer.isGood()
            ? Outcome.busy("StillThere", object.displayName() + " is still shown")
            : Answers.deletion(look);
      }
    }
    return Outcome.done(
        first == Removal.REMOVED || second == Removal.REMOVED
            ? Removal.REMOVED
            : Removal.ALREADY_ABSENT);
  }

  /** Deleting an application moves its principal to the deleted items, under an id of its own. */
  private Optional<Outcome<Removal>> purgePrincipalsOf(String clientId) {
    return switch (deletedItems.list(Kind.SERVICE_PRINCIPAL)) {
      case Listing.CouldNotLook<JsonNode>(Problem problem) ->
          Optional.of(new Outcome.Unknown<>(problem));
      case Listing.Complete<JsonNode>(var items) ->
          items.stream()
              .filter(item -> Json.text(item, "appId").equalsIgnoreCase(clientId))
              .map(item -> removal(deletedItems.purge(Json.text(item, "id"))))
              .filter(outcome -> !outcome.isDone())
              .findFirst();
    };
  }

  @Override
  public Listing<DirectoryObject> list(InstallationId installation, Optional<RunId> run) {
    String filter =
        "tags/any(t:t eq %s)"
            .formatted(
                Urls.quoted(DirectoryTags.text(OwnerTags.INSTALLATION, installation.value())));
    String query = Urls.query("$filter", filter, "$select", FIELDS, "$top", "100");
    var all = new ArrayList<DirectoryObject>();
    for (Kind kind : Kind.values()) {
      String path = kind == Kind.APPLICATION ? APPLICATIONS : PRINCIPALS;
      for (boolean deleted : new boolean[] {false, true}) {
        Listing<JsonNode> listing =
            deleted ? deletedItems.list(kind) : graph.pages(path + query, "@odata.nextLink");
        if (listing instanceof Listing.CouldNotLook<JsonNode>(Problem problem)) {
          return new Listing.CouldNotLook<>(problem);
        }
        if (listing instanceof Listing.Complete<JsonNode>(var items)) {
          items.stream()
              .filter(item -> DirectoryTags.carry(item, installation, run))
              .forEach(item -> all.add(shown(kind, item, deleted)));
        }
      }
    }
    return Listing.complete(all);
  }

  private static DirectoryObject shown(Kind kind, JsonNode item, boolean deleted) {
    return new DirectoryObject(
        kind,
        Json.text(item, "id"),
        Json.text(item, "appId"),
        Json.text(item, "displayName"),
        deleted,
        DirectoryTags.run(item));
  }

  private static Application application(JsonNode object) {
    return new Application(
        Json.text(object, "id"), Json.text(object, "appId"), Json.text(object, "displayName"));
  }

  private static Outcome<Removal> removal(Reply reply) {
    if (isMissing(reply)) {
      return Outcome.done(Removal.ALREADY_ABSENT);
    }
    return reply instanceof Reply.Answer answer && answer.isGood()
        ? Outcome.done(Removal.REMOVED)
        : Answers.deletion(reply);
  }

  private static boolean isMissing(Reply reply) {
    return reply instanceof Reply.Answer answer && Answers.isAbsence(answer);
  }

  /** While the directory replicates, what was just made is "not found" for other calls. */
  private static <T> Outcome<T> creation(Reply failure) {
    if (failure instanceof Reply.Answer answer && Replication.isBehind(answer)) {
      return new Outcome.Busy<>(Answers.problem(answer), answer.retryAfter());
    }
    return Answers.effect(failure);
  }
}

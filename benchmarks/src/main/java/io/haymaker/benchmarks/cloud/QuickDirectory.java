package io.haymaker.benchmarks.cloud;

import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.PropagationProbe;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Applications and principals, which are effective at once. */
final class QuickDirectory implements Directory, PropagationProbe {
  final Shelf<DirectoryObject> shelf = new Shelf<>();

  @Override
  public Outcome<Application> ensureApplication(IdentityPlan plan) {
    String clientId = id("client", plan.uniqueName());
    DirectoryObject made = make(Kind.APPLICATION, clientId, plan);
    return Outcome.done(new Application(made.objectId(), clientId, made.displayName()));
  }

  @Override
  public Outcome<String> ensureServicePrincipal(Application application, IdentityPlan plan) {
    return Outcome.done(make(Kind.SERVICE_PRINCIPAL, application.clientId(), plan).objectId());
  }

  private DirectoryObject make(Kind kind, String clientId, IdentityPlan plan) {
    var object =
        new DirectoryObject(
            kind,
            id(kind.name(), plan.uniqueName()),
            clientId,
            plan.displayName(),
            false,
            Optional.of(plan.owner().run()));
    shelf.put(object.objectId(), plan.owner().run().toString(), object);
    return object;
  }

  private static String id(String kind, String name) {
    return UUID.nameUUIDFromBytes((kind + name).getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Override
  public Outcome<SecretValue> replaceSecret(
      Application application, Instant expiresAt, long attempt) {
    return Outcome.done(new SecretValue("of no use anywhere"));
  }

  @Override
  public Outcome<Removal> delete(DirectoryObject object) {
    return Outcome.done(shelf.remove(object.objectId()) ? Removal.REMOVED : Removal.ALREADY_ABSENT);
  }

  @Override
  public Listing<DirectoryObject> list(InstallationId installation, Optional<RunId> run) {
    return Listing.complete(run.map(id -> shelf.ofRun(id.toString())).orElseGet(shelf::all));
  }

  @Override
  public Look<Boolean> tryOut(String clientId, SecretValue secret, String scope) {
    return Look.found(true);
  }
}

package io.haymaker.testkit.cloud;

import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.PropagationProbe;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Applications and principals of the world; deleting one moves it to the deleted items first. */
final class FakeDirectory implements Directory, PropagationProbe {

  /** An object with what the port does not show. */
  record Entry(
      DirectoryObject object, String uniqueName, Map<String, String> tags, List<Secret> secrets) {

    Entry with(boolean deleted) {
      return new Entry(
          new DirectoryObject(
              object.kind(),
              object.objectId(),
              object.clientId(),
              object.displayName(),
              deleted,
              object.run()),
          uniqueName,
          tags,
          secrets);
    }
  }

  /** One of an application's secrets. */
  record Secret(String value, Instant expiresAt, long attempt) {}

  private final World world;
  private final FakeRoles roles;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private int refusedTries;

  FakeDirectory(World world, FakeRoles roles) {
    this.world = world;
    this.roles = roles;
  }

  /** Lets the next logins fail, as long as replication takes. */
  void refuseNextLogins(int tries) {
    synchronized (world) {
      refusedTries = tries;
    }
  }

  List<Entry> entries() {
    synchronized (world) {
      return List.copyOf(entries.values());
    }
  }

  void plant(DirectoryObject object, Map<String, String> tags) {
    synchronized (world) {
      entries.put(object.objectId(), new Entry(object, object.displayName(), tags, List.of()));
    }
  }

  @Override
  public Outcome<Application> ensureApplication(IdentityPlan plan) {
    synchronized (world) {
      return world.faults.effect(
          CloudOperation.ENSURE_APPLICATION,
          plan.uniqueName(),
          () -> {
            Optional<Entry> there =
                first(e -> isLive(e, Kind.APPLICATION) && e.uniqueName().equals(plan.uniqueName()));
            Entry entry =
                there.orElseGet(() -> make(Kind.APPLICATION, UUID.randomUUID().toString(), plan));
            return Outcome.done(
                new Application(
                    entry.object().objectId(),
                    entry.object().clientId(),
                    entry.object().displayName()));
          });
    }
  }

  @Override
  public Outcome<String> ensureServicePrincipal(Application application, IdentityPlan plan) {
    synchronized (world) {
      return world.faults.effect(
          CloudOperation.ENSURE_SERVICE_PRINCIPAL,
          plan.uniqueName(),
          () -> {
            if (live(application.objectId()).isEmpty()) {
              return Outcome.busy("Request_ResourceNotFound", "the application is not there");
            }
            return Outcome.done(
                principalOf(application.clientId())
                    .orElseGet(() -> make(Kind.SERVICE_PRINCIPAL, application.clientId(), plan))
                    .object()
                    .objectId());
          });
    }
  }

  private Entry make(Kind kind, String clientId, IdentityPlan plan) {
    Owner owner = plan.owner();
    var object =
        new DirectoryObject(
            kind,
            UUID.randomUUID().toString(),
            clientId,
            plan.displayName(),
            false,
            Optional.of(owner.run()));
    var entry = new Entry(object, plan.uniqueName(), owner.tags(), List.of());
    entries.put(object.objectId(), entry);
    world.note(
        kind == Kind.APPLICATION
            ? CloudOperation.ENSURE_APPLICATION
            : CloudOperation.ENSURE_SERVICE_PRINCIPAL,
        plan.uniqueName());
    return entry;
  }

  @Override
  public Outcome<SecretValue> replaceSecret(
      Application application, Instant expiresAt, long attempt) {
    synchronized (world) {
      return world.faults.effect(
          CloudOperation.REPLACE_SECRET,
          application.displayName(),
          () -> {
            Optional<Entry> there = live(application.objectId());
            if (there.isEmpty()) {
              return Outcome.busy("Request_ResourceNotFound", "the application is not there");
            }
            Entry old = there.get();
            String value = "fake-secret-" + UUID.randomUUID();
            List<Secret> secrets = new ArrayList<>(old.secrets());
            secrets.removeIf(secret -> secret.attempt() <= attempt);
            secrets.add(new Secret(value, expiresAt, attempt));
            entries.put(
                old.object().objectId(),
                new Entry(old.object(), old.uniqueName(), old.tags(), List.copyOf(secrets)));
            world.note(CloudOperation.REPLACE_SECRET, application.displayName());
            return Outcome.done(new SecretValue(value));
          });
    }
  }

  @Override
  public Outcome<Removal> delete(DirectoryObject object) {
    String target = object.kind() + " " + object.displayName();
    synchronized (world) {
      return world.faults.effect(
          CloudOperation.DELETE_DIRECTORY_OBJECT,
          target,
          () -> {
            if (entries.remove(object.objectId()) == null) {
              return Outcome.done(Removal.ALREADY_ABSENT);
            }
            if (object.kind() == Kind.APPLICATION) {
              // Its principal goes with it, but stays in the deleted items under an id of its own.
              entries.replaceAll(
                  (_, e) -> e.object().clientId().equals(object.clientId()) ? e.with(true) : e);
            }
            world.note(CloudOperation.DELETE_DIRECTORY_OBJECT, target);
            return Outcome.done(Removal.REMOVED);
          });
    }
  }

  @Override
  public Listing<DirectoryObject> list(InstallationId installation, Optional<RunId> run) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.LIST_DIRECTORY,
          run.map(RunId::toString).orElse(""),
          () ->
              Listing.complete(
                  entries.values().stream()
                      .filter(e -> belongs(e.tags(), installation, run))
                      .map(Entry::object)
                      .toList()));
    }
  }

  @Override
  public Look<Boolean> tryOut(String clientId, SecretValue secret, String scope) {
    synchronized (world) {
      return world.faults.look(
          CloudOperation.TRY_OUT,
          clientId + " " + scope,
          () -> {
            if (refusedTries > 0) {
              refusedTries--;
              return Look.absent();
            }
            boolean mayRead =
                principalOf(clientId)
                    .filter(e -> roles.reaches(e.object().objectId(), scope))
                    .isPresent();
            return knows(clientId, secret) && mayRead ? Look.found(true) : Look.absent();
          });
    }
  }

  /** Whether this is the application's secret and has not expired. */
  boolean knows(String clientId, SecretValue secret) {
    synchronized (world) {
      return first(e -> isLive(e, Kind.APPLICATION) && e.object().clientId().equals(clientId))
          .stream()
          .flatMap(entry -> entry.secrets().stream())
          .filter(s -> s.value().equals(secret.reveal()))
          .anyMatch(s -> s.expiresAt().isAfter(world.clock.instant()));
    }
  }

  static boolean belongs(
      Map<String, String> tags, InstallationId installation, Optional<RunId> run) {
    return OwnerTags.carry(tags, installation, run);
  }

  private Optional<Entry> live(String objectId) {
    return Optional.ofNullable(entries.get(objectId)).filter(e -> !e.object().deleted());
  }

  private Optional<Entry> principalOf(String clientId) {
    return first(e -> isLive(e, Kind.SERVICE_PRINCIPAL) && e.object().clientId().equals(clientId));
  }

  private static boolean isLive(Entry entry, Kind kind) {
    return entry.object().kind() == kind && !entry.object().deleted();
  }

  private Optional<Entry> first(Predicate<Entry> wanted) {
    return entries.values().stream().filter(wanted).findFirst();
  }
}

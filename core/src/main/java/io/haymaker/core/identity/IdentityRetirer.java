package io.haymaker.core.identity;

import io.haymaker.core.identity.Directory.DirectoryObject;
import io.haymaker.core.identity.Directory.Kind;
import io.haymaker.core.identity.RoleAssignments.RoleAssignment;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Takes back the identities of a run: role assignments before principals (an assignment whose
 * principal is gone can no longer be told to be ours), principals before applications, deleted
 * objects purged, secrets and their soft-deleted copies. Every part is tried whatever became of the
 * others, and what is left is found by listing again.
 */
public final class IdentityRetirer {
  private static final Backoff PATIENCE =
      new Backoff(5, Duration.ofSeconds(1), Duration.ofSeconds(20));

  private final Directory directory;
  private final RoleAssignments roles;
  private final SecretStore secrets;
  private final Retrier retrier;

  public IdentityRetirer(
      Directory directory, RoleAssignments roles, SecretStore secrets, Retrier retrier) {
    this.directory = directory;
    this.roles = roles;
    this.secrets = secrets;
    this.retrier = retrier;
  }

  /**
   * What was seen after the attempt.
   *
   * @param remaining a line each
   * @param couldNotLook a line each; while there is one, an empty {@code remaining} proves nothing
   * @param gone display names of the identities of which nothing was found any more
   */
  public record Retired(List<String> remaining, List<String> couldNotLook, List<String> gone) {
    public Retired {
      remaining = List.copyOf(remaining);
      couldNotLook = List.copyOf(couldNotLook);
      gone = List.copyOf(gone);
    }
  }

  /**
   * Takes back whatever carries the run, and what is recorded of these identities. Safe to repeat.
   *
   * @param traces all identities of the run, or only some: then only these are touched
   * @param whole true when every identity of the run is to go, known or not
   */
  public Retired retire(
      InstallationId installation,
      RunId run,
      Collection<IdentityTraces> traces,
      boolean whole,
      Instant deadline) {
    var remaining = new ArrayList<String>();
    var couldNotLook = new ArrayList<String>();
    Predicate<DirectoryObject> ours = object -> whole || belongs(object, traces);

    Listing<DirectoryObject> objects = directory.list(installation, Optional.of(run));
    Set<String> principals = new LinkedHashSet<>();
    traces.forEach(trace -> trace.identity().ifPresent(made -> principals.add(made.principalId())));
    List<DirectoryObject> found = items("directory", objects, couldNotLook, ours);
    found.stream()
        .filter(object -> object.kind() == Kind.SERVICE_PRINCIPAL)
        .forEach(object -> principals.add(object.objectId()));

    Set<String> stillHolding = new HashSet<>();
    for (String principal : principals) {
      if (!removeRoles(principal, remaining, couldNotLook, deadline)) {
        stillHolding.add(principal);
      }
    }
    Set<String> kept = clientsOf(stillHolding, found, traces);
    Predicate<DirectoryObject> removable =
        object -> ours.test(object) && !kept.contains(object.clientId());
    found.stream()
        .filter(removable.negate())
        .forEach(object -> remaining.add(line(object) + ", kept while it holds a role"));
    removeObjects(found.stream().filter(removable).toList(), remaining, deadline);
    Listing<DirectoryObject> after = directory.list(installation, Optional.of(run));
    removeObjects(items("directory", after, couldNotLook, removable), remaining, deadline);
    Listing<DirectoryObject> proof = directory.list(installation, Optional.of(run));
    items("directory", proof, couldNotLook, removable)
        .forEach(object -> remaining.add(line(object)));
    removeSecrets(installation, run, traces, whole, remaining, couldNotLook, deadline);
    return new Retired(
        remaining.stream().distinct().toList(),
        couldNotLook.stream().distinct().toList(),
        remaining.isEmpty() && couldNotLook.isEmpty()
            ? traces.stream()
                .filter(trace -> trace.identity().isPresent())
                .map(trace -> trace.plan().displayName())
                .toList()
            : List.of());
  }

  private static Set<String> clientsOf(
      Set<String> principals, List<DirectoryObject> found, Collection<IdentityTraces> traces) {
    var clients = new HashSet<String>();
    found.stream()
        .filter(object -> principals.contains(object.objectId()))
        .forEach(object -> clients.add(object.clientId()));
    traces.forEach(
        trace ->
            trace
                .identity()
                .filter(made -> principals.contains(made.principalId()))
                .ifPresent(made -> clients.add(made.clientId())));
    return clients;
  }

  private boolean removeRoles(
      String principal, List<String> remaining, List<String> couldNotLook, Instant deadline) {
    Listing<RoleAssignment> held = roles.ofPrincipal(principal);
    boolean gone = held instanceof Listing.Complete;
    for (RoleAssignment role : items("role assignments", held, couldNotLook, _ -> true)) {
      Outcome<Removal> outcome = ask(deadline, () -> roles.remove(role.id()));
      if (!outcome.isDone()) {
        gone = false;
        remaining.add("role assignment " + role.id() + why(outcome));
      }
    }
    return gone;
  }

  /**
   * Live before deleted, principals before applications: each step leaves the next one findable.
   */
  private void removeObjects(
      List<DirectoryObject> objects, List<String> remaining, Instant deadline) {
    objects.stream()
        .sorted(
            Comparator.comparing(DirectoryObject::deleted)
                .thenComparing(object -> object.kind() == Kind.APPLICATION))
        .forEach(
            object -> {
              Outcome<Removal> outcome = ask(deadline, () -> directory.delete(object));
              if (!outcome.isDone()) {
                remaining.add(line(object) + why(outcome));
              }
            });
  }

  private void removeSecrets(
      InstallationId installation,
      RunId run,
      Collection<IdentityTraces> traces,
      boolean whole,
      List<String> remaining,
      List<String> couldNotLook,
      Instant deadline) {
    Set<String> planned = new LinkedHashSet<>();
    traces.forEach(trace -> planned.add(trace.plan().secretName()));
    Predicate<SecretStore.StoredSecret> ours = secret -> whole || planned.contains(secret.name());
    Listing<SecretStore.StoredSecret> listed = secrets.list(installation, Optional.of(run));
    for (String name :
        items("secrets", listed, couldNotLook, ours).stream()
            .map(SecretStore.StoredSecret::name)
            .distinct()
            .toList()) {
      Outcome<Removal> outcome = ask(deadline, () -> secrets.remove(name));
      if (!outcome.isDone()) {
        remaining.add("secret " + name + why(outcome));
      }
    }
    items("secrets", secrets.list(installation, Optional.of(run)), couldNotLook, ours)
        .forEach(secret -> remaining.add("secret " + secret.name()));
  }

  private static boolean belongs(DirectoryObject object, Collection<IdentityTraces> traces) {
    return traces.stream()
        .anyMatch(
            trace ->
                trace.plan().displayName().equals(object.displayName())
                    || trace
                        .identity()
                        .filter(made -> made.clientId().equals(object.clientId()))
                        .isPresent());
  }

  private Outcome<Removal> ask(Instant deadline, Supplier<Outcome<Removal>> effect) {
    return retrier.ask(PATIENCE, deadline, effect);
  }

  private static <T> List<T> items(
      String what, Listing<T> listing, List<String> couldNotLook, Predicate<T> wanted) {
    return switch (listing) {
      case Listing.Complete<T> complete -> complete.items().stream().filter(wanted).toList();
      case Listing.CouldNotLook<T> failed -> {
        couldNotLook.add(what + ": " + failed.problem());
        yield List.of();
      }
    };
  }

  private static String why(Outcome<Removal> outcome) {
    return outcome.obstacle().map(Problem::toString).map(" - "::concat).orElse("");
  }

  private static String line(DirectoryObject object) {
    String kind = object.kind() == Kind.APPLICATION ? "application " : "service principal ";
    return (object.deleted() ? "deleted " : "")
        + kind
        + object.displayName()
        + " "
        + object.objectId();
  }
}

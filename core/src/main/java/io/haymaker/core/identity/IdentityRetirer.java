package io.haymaker.core.identity;

import io.haymaker.core.identity.Directory.DirectoryObject;
import io.haymaker.core.identity.Directory.Kind;
import io.haymaker.core.identity.RoleAssignments.RoleAssignment;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Remains;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerMark;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import java.time.Duration;
import java.time.Instant;
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
 * Takes back the identities of a run: role assignments before principals, principals before
 * applications, deleted objects purged, secrets and their soft-deleted copies. Every part is tried
 * whatever became of the others, and what is left is found by listing again.
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
   * Takes back whatever carries the run, and what is recorded of these identities. Safe to repeat.
   *
   * @param traces all identities of the run, or only some: then only these are touched
   * @param whole true when every identity of the run is to go, known or not
   * @return what was seen to remain after the attempt
   */
  public Remains retire(
      InstallationId installation,
      RunId run,
      Collection<IdentityTraces> traces,
      boolean whole,
      Instant deadline) {
    var remains = new Remains();
    Supplier<List<DirectoryObject>> look =
        () ->
            remains.items("directory", directory.list(installation, Optional.of(run))).stream()
                .filter(object -> whole || belongs(object, traces))
                .toList();

    removeMarkedRoles(installation, run, traces, whole, remains, deadline);
    List<DirectoryObject> found = look.get();
    Set<String> kept = clientsOf(removeAllRoles(found, traces, remains, deadline), found, traces);
    Predicate<DirectoryObject> removable = object -> !kept.contains(object.clientId());
    found.stream()
        .filter(removable.negate())
        .forEach(object -> remains.addLasting(name(object), "kept while it holds a role"));
    removeObjects(found.stream().filter(removable).toList(), remains, deadline);
    // What was live is among the deleted now, and is purged from there.
    removeObjects(look.get().stream().filter(removable).toList(), remains, deadline);
    look.get().stream()
        .filter(removable)
        .forEach(object -> remains.add(name(object), "still listed"));
    removeSecrets(installation, run, traces, whole, remains, deadline);
    return remains;
  }

  /**
   * @return the principals that still hold a role, or of which nobody could say
   */
  private Set<String> removeAllRoles(
      List<DirectoryObject> found,
      Collection<IdentityTraces> traces,
      Remains remains,
      Instant deadline) {
    Set<String> principals = new LinkedHashSet<>();
    traces.forEach(trace -> trace.identity().ifPresent(made -> principals.add(made.principalId())));
    found.stream()
        .filter(object -> object.kind() == Kind.SERVICE_PRINCIPAL)
        .forEach(object -> principals.add(object.objectId()));
    principals.removeIf(
        principal -> removeRoles(roles.ofPrincipal(principal), _ -> true, remains, deadline));
    return principals;
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

  /**
   * A principal that was made a moment ago may not be listed yet, though its application is and
   * takes it along: what it holds is found by its mark.
   */
  private void removeMarkedRoles(
      InstallationId installation,
      RunId run,
      Collection<IdentityTraces> traces,
      boolean whole,
      Remains remains,
      Instant deadline) {
    Set<String> marks = new HashSet<>();
    traces.forEach(trace -> marks.add(OwnerMark.of(trace.owner())));
    removeRoles(
        roles.ofRun(installation, run),
        role -> whole || marks.contains(role.description()),
        remains,
        deadline);
  }

  /**
   * @return whether none of them is left for sure
   */
  private boolean removeRoles(
      Listing<RoleAssignment> held,
      Predicate<RoleAssignment> wanted,
      Remains remains,
      Instant deadline) {
    boolean gone = held instanceof Listing.Complete;
    for (RoleAssignment role :
        remains.items("role assignments", held).stream().filter(wanted).toList()) {
      Outcome<Removal> outcome = ask(deadline, () -> roles.remove(role.id()));
      gone &= outcome.isDone();
      remains.note("role assignment " + role.id(), outcome);
    }
    return gone;
  }

  /**
   * Live before deleted, principals before applications: each step leaves the next one findable.
   */
  private void removeObjects(List<DirectoryObject> objects, Remains remains, Instant deadline) {
    objects.stream()
        .sorted(
            Comparator.comparing(DirectoryObject::deleted)
                .thenComparing(object -> object.kind() == Kind.APPLICATION))
        .forEach(
            object -> remains.note(name(object), ask(deadline, () -> directory.delete(object))));
  }

  private void removeSecrets(
      InstallationId installation,
      RunId run,
      Collection<IdentityTraces> traces,
      boolean whole,
      Remains remains,
      Instant deadline) {
    Set<String> planned = new HashSet<>();
    traces.forEach(trace -> planned.add(trace.plan().secretName()));
    Supplier<List<String>> look =
        () ->
            remains.items("secrets", secrets.list(installation, Optional.of(run))).stream()
                .map(SecretStore.StoredSecret::name)
                .filter(name -> whole || planned.contains(name))
                .distinct()
                .toList();
    for (String name : look.get()) {
      remains.note("secret " + name, ask(deadline, () -> secrets.remove(name)));
    }
    look.get().forEach(name -> remains.add("secret " + name, "still listed"));
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

  private static String name(DirectoryObject object) {
    String kind = object.kind() == Kind.APPLICATION ? "application" : "service principal";
    return "%s %s %s".formatted(kind, object.displayName(), object.objectId());
  }
}

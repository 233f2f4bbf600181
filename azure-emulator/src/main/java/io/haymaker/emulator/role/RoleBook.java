package io.haymaker.emulator.role;

import io.haymaker.emulator.store.DocumentStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** All role definitions and assignments of the tenant. */
public final class RoleBook {
  private static final String DEFINITION = "roleDefinition";
  private static final String ASSIGNMENT = "roleAssignment";
  // Removed assignments act on for the propagation delay, so they are kept a little longer.
  private static final String REMOVED = "roleAssignmentRemoved";
  private static final Duration REMOVED_LIFE = Duration.ofHours(1);

  private final DocumentStore store;
  private final Clock clock;
  // Every request asks: parsed once, thrown away at each change.
  private volatile Optional<List<RoleAssignment>> parsed = Optional.empty();

  /** The roles of a store. */
  public RoleBook(DocumentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Gives a principal the administrator's roles at a scope, acting at once, unless it has them. */
  public void makeAdministrator(String principalId, String scope) {
    store.atomically(
        () -> {
          for (String role :
              List.of(
                  BuiltInRoles.OWNER,
                  BuiltInRoles.KEY_VAULT_ADMINISTRATOR,
                  BuiltInRoles.SERVICE_BUS_DATA_OWNER,
                  BuiltInRoles.MONITORING_METRICS_PUBLISHER)) {
            boolean present =
                assignments().stream()
                    .anyMatch(a -> a.principalId().equals(principalId) && a.roleId().equals(role));
            if (!present) {
              put(
                  new RoleAssignment(
                      UUID.randomUUID().toString(),
                      scope,
                      principalId,
                      "ServicePrincipal",
                      role,
                      Optional.empty(),
                      principalId,
                      java.time.Instant.EPOCH,
                      Optional.empty()));
            }
          }
          return true;
        });
  }

  List<RoleDefinition> definitions() {
    List<RoleDefinition> all = new ArrayList<>(BuiltInRoles.byId().values());
    store
        .list(DEFINITION)
        .forEach(entry -> all.add(RoleDefinition.custom(entry.key(), entry.document())));
    return List.copyOf(all);
  }

  Optional<RoleDefinition> definition(String id) {
    String key = id.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(BuiltInRoles.byId().get(key))
        .or(() -> store.get(DEFINITION, key).map(json -> RoleDefinition.custom(key, json)));
  }

  void put(RoleDefinition custom) {
    store.put(DEFINITION, custom.id().toLowerCase(Locale.ROOT), custom.toJson());
  }

  void deleteDefinition(String id) {
    store.delete(DEFINITION, id.toLowerCase(Locale.ROOT));
  }

  /** Assignments that have not been removed. */
  List<RoleAssignment> assignments() {
    return everything().stream().filter(a -> a.removedAt().isEmpty()).toList();
  }

  /** Assignments, those removed of late included. */
  List<RoleAssignment> everything() {
    Optional<List<RoleAssignment>> known = parsed;
    if (known.isPresent()) {
      return known.get();
    }
    return store.atomically(
        () -> {
          List<RoleAssignment> all = new ArrayList<>();
          store.list(ASSIGNMENT).forEach(entry -> all.add(RoleAssignment.parse(entry.document())));
          store.list(REMOVED).forEach(entry -> all.add(RoleAssignment.parse(entry.document())));
          List<RoleAssignment> fresh = List.copyOf(all);
          parsed = Optional.of(fresh);
          return fresh;
        });
  }

  Optional<RoleAssignment> assignment(String name) {
    return store.get(ASSIGNMENT, name.toLowerCase(Locale.ROOT)).map(RoleAssignment::parse);
  }

  void put(RoleAssignment assignment) {
    store.atomically(
        () -> {
          store.put(ASSIGNMENT, assignment.name().toLowerCase(Locale.ROOT), assignment.toJson());
          parsed = Optional.empty();
          return true;
        });
  }

  void remove(RoleAssignment assignment) {
    store.atomically(
        () -> {
          String key = assignment.name().toLowerCase(Locale.ROOT);
          store.delete(ASSIGNMENT, key);
          var now = clock.instant();
          store.put(REMOVED, key + "/" + now, assignment.removed(now).toJson());
          store.list(REMOVED).stream()
              .filter(
                  entry ->
                      RoleAssignment.parse(entry.document())
                          .removedAt()
                          .filter(when -> when.plus(REMOVED_LIFE).isBefore(now))
                          .isPresent())
              .forEach(entry -> store.delete(REMOVED, entry.key()));
          parsed = Optional.empty();
          return true;
        });
  }

  <T> T atomically(java.util.function.Supplier<T> work) {
    return store.atomically(work);
  }
}

package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.store.DocumentStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Beside the documents of apps: their revisions, the replicas that are there, and which apps are
 * stopped. Names of replicas are unique in the cloud.
 */
final class AppBook {

  private static final String REVISION = "containerapps.revision";
  private static final String REPLICA = "containerapps.replica";
  private static final String STOPPED = "containerapps.stopped";

  private final DocumentStore store;

  AppBook(DocumentStore store) {
    this.store = store;
  }

  void put(Revision revision) {
    store.put(REVISION, key(revision.app(), revision.name()), revision.toJson());
  }

  Optional<Revision> revision(ResourceId app, String name) {
    return store.get(REVISION, key(app, name)).map(Revision::parse);
  }

  /** All revisions of an app, the oldest first. */
  List<Revision> revisions(ResourceId app) {
    return store.list(REVISION, key(app, "")).stream()
        .map(entry -> Revision.parse(entry.document()))
        .sorted(Comparator.comparing(Revision::createdAt))
        .toList();
  }

  /** Every revision of every app that is to have replicas. */
  List<Revision> active() {
    return store.list(REVISION).stream()
        .map(entry -> Revision.parse(entry.document()))
        .filter(Revision::active)
        .toList();
  }

  void put(Replica replica) {
    store.put(REPLICA, replica.name(), replica.toJson());
  }

  Optional<Replica> replica(String name) {
    return store.get(REPLICA, name).map(Replica::parse);
  }

  /** The replicas of an app, the oldest first. */
  List<Replica> replicas(ResourceId app) {
    return replicas().stream()
        .filter(replica -> replica.app().key().equals(app.key()))
        .sorted(Comparator.comparing(Replica::createdAt))
        .toList();
  }

  /** The replicas of one revision, the oldest first. */
  List<Replica> replicas(ResourceId app, String revision) {
    return replicas(app).stream().filter(replica -> replica.revision().equals(revision)).toList();
  }

  List<Replica> replicas() {
    return store.list(REPLICA).stream().map(entry -> Replica.parse(entry.document())).toList();
  }

  /** Changes a replica that is there; false if it is not. */
  boolean change(String name, UnaryOperator<Replica> change) {
    return store.atomically(
        () -> {
          Optional<Replica> changed = replica(name).map(change);
          changed.ifPresent(this::put);
          return changed.isPresent();
        });
  }

  void forgetReplica(String name) {
    store.delete(REPLICA, name);
  }

  boolean isStopped(ResourceId app) {
    return store.get(STOPPED, app.key()).isPresent();
  }

  void stopped(ResourceId app, boolean stopped) {
    if (stopped) {
      store.put(STOPPED, app.key(), Json.object());
    } else {
      store.delete(STOPPED, app.key());
    }
  }

  /** Forgets an app but for the replicas that still end. */
  void forget(ResourceId app) {
    revisions(app).forEach(revision -> store.delete(REVISION, key(app, revision.name())));
    store.delete(STOPPED, app.key());
  }

  private static String key(ResourceId app, String revision) {
    return app.key() + "/revisions/" + revision;
  }
}

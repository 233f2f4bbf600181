package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.containerapps.Replica.Status;
import io.haymaker.emulator.http.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What clients see of apps and their revisions. */
final class AppViews {

  private static final String REVISION_TYPE = AppDefinition.TYPE + "/revisions";

  private final AppBook book;

  AppViews(AppBook book) {
    this.book = book;
  }

  /** Adds to an app what its document does not hold. */
  void complete(ArmResource app, ObjectNode properties) {
    List<Revision> revisions = book.revisions(app.id());
    if (!revisions.isEmpty()) {
      String latest = revisions.getLast().name();
      properties.put("latestRevisionName", latest);
      revisions.reversed().stream()
          .filter(
              revision ->
                  book.replicas(app.id(), revision.name()).stream().anyMatch(Replica::ready))
          .findFirst()
          .ifPresent(ready -> properties.put("latestReadyRevisionName", ready.name()));
    }
    properties.put("runningStatus", runningStatus(app.id()));
    properties.put("eventStreamEndpoint", "");
    properties.putArray("outboundIpAddresses");
  }

  private String runningStatus(ResourceId app) {
    List<Replica> replicas = book.replicas(app);
    if (book.isStopped(app)) {
      return replicas.isEmpty() ? "Stopped" : "Progressing";
    }
    boolean creating =
        replicas.stream().anyMatch(one -> one.status() == Status.WAITING && one.restarts() == 0);
    return creating ? "Progressing" : "Running";
  }

  ObjectNode view(Revision revision) {
    List<Replica> replicas = book.replicas(revision.app(), revision.name());
    ObjectNode view = Json.object();
    view.put("id", revision.app().text() + "/revisions/" + revision.name());
    view.put("name", revision.name());
    view.put("type", REVISION_TYPE);
    ObjectNode properties = view.putObject("properties");
    properties.put("createdTime", revision.createdAt().toString());
    properties.put("lastActiveTime", revision.activeSince().toString());
    properties.set("template", revision.template());
    properties.put("active", revision.active());
    properties.put("replicas", replicas.size());
    properties.put("trafficWeight", 0);
    properties.put("provisioningState", provisioningState(revision, replicas));
    properties.put("runningState", runningState(revision, replicas));
    properties.put("healthState", healthState(replicas));
    replicas.stream()
        .filter(one -> one.restarts() > 0)
        .flatMap(one -> one.detail().stream())
        .findFirst()
        .ifPresent(why -> properties.put("provisioningError", why));
    return view;
  }

  private static String provisioningState(Revision revision, List<Replica> replicas) {
    if (!revision.active()) {
      return replicas.isEmpty() ? "Deprovisioned" : "Deprovisioning";
    }
    if (replicas.stream().anyMatch(AppViews::neverBegan)) {
      return "Failed";
    }
    boolean creating =
        replicas.stream().anyMatch(one -> one.status() == Status.WAITING && one.restarts() == 0);
    return creating ? "Provisioning" : "Provisioned";
  }

  private static boolean neverBegan(Replica replica) {
    return replica.status() == Status.WAITING
        && replica.restarts() > 0
        && replica.detail().filter(why -> !why.contains("ProcessExited")).isPresent();
  }

  private String runningState(Revision revision, List<Replica> replicas) {
    boolean wanted = revision.active() && !book.isStopped(revision.app());
    if (!wanted || replicas.isEmpty()) {
      return replicas.isEmpty() ? "Stopped" : "Processing";
    }
    long running = replicas.stream().filter(one -> one.status() == Status.RUNNING).count();
    if (running == replicas.size()) {
      return "Running";
    }
    if (replicas.stream().anyMatch(one -> one.restarts() == 0)) {
      return "Processing";
    }
    return running > 0 ? "Degraded" : "Failed";
  }

  private static String healthState(List<Replica> replicas) {
    if (replicas.isEmpty()) {
      return "None";
    }
    return replicas.stream().allMatch(Replica::ready) ? "Healthy" : "Unhealthy";
  }
}

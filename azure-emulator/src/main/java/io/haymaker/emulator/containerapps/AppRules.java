package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What is checked before an app is written, and which revision comes of it. */
final class AppRules {

  private static final int NAME_SUFFIX = 7;

  private final Cloud cloud;
  private final WorkloadRules workloads;
  private final AppBook book;
  private final ReplicaPlanner planner;
  private final SecureRandom random = new SecureRandom();

  AppRules(Cloud cloud, WorkloadRules workloads, AppBook book, ReplicaPlanner planner) {
    this.cloud = cloud;
    this.workloads = workloads;
    this.book = book;
    this.planner = planner;
  }

  void beforeWrite(Write write) {
    if (write.before().isEmpty()) {
      WorkloadName.check("app", write.id().name());
    }
    ObjectNode properties = Json.child(write.document(), "properties");
    AppDefinition app = AppDefinition.of(properties);
    workloads.admit(write, app.environment(), app.profile(), app.container());
    complete(properties, app);
    revise(write, app);
    planner.plan(write.id());
  }

  private static void complete(ObjectNode properties, AppDefinition app) {
    properties.put("environmentId", app.environment().text());
    properties.put("managedEnvironmentId", app.environment().text());
    properties.put("workloadProfileName", app.profile());
    Json.child(properties, "configuration")
        .put("activeRevisionsMode", app.keepsRevisions() ? "Multiple" : "Single");
  }

  /** Another template makes another revision; anything else of an app changes in place. */
  private void revise(Write write, AppDefinition app) {
    List<Revision> before = book.revisions(write.id());
    boolean same = !before.isEmpty() && before.getLast().template().equals(app.template());
    if (same) {
      return;
    }
    Instant now = cloud.clock().instant();
    String name =
        write.id().name() + "--" + app.suffix().orElseGet(() -> RandomWord.of(random, NAME_SUFFIX));
    if (before.stream().anyMatch(revision -> revision.name().equals(name))) {
      throw AppErrors.invalid(
          "ContainerAppRevisionSuffixInUse", "There is a revision named '" + name + "' already.");
    }
    book.put(
        new Revision(
            name, write.id(), app.environment(), app.profile(), app.template(), now, now, true));
    if (!app.keepsRevisions()) {
      before.stream()
          .filter(Revision::active)
          .forEach(revision -> book.put(revision.active(false, now)));
    }
  }
}

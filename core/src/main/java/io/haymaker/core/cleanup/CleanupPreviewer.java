package io.haymaker.core.cleanup;

import io.haymaker.core.cleanup.CleanupPreview.Doomed;
import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.Directory.Kind;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.outcome.Remains;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.runtime.ContainerRuntime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Foretells a cleanup by the same looks and the same plan, and touches nothing. */
public final class CleanupPreviewer {
  private final Lookout lookout;
  private final Ledger ledger;
  private final ContainerRuntime runtime;
  private final Directory directory;
  private final RoleAssignments roles;
  private final SecretStore secrets;
  private final DeletionPolicy policy;

  public CleanupPreviewer(
      Inventory inventory,
      ResourceReader reader,
      Ledger ledger,
      ContainerRuntime runtime,
      Directory directory,
      RoleAssignments roles,
      SecretStore secrets,
      DeletionPolicy policy) {
    this.lookout =
        new Lookout(inventory, reader, policy.rules().types(), new SideBySide(policy.width()));
    this.ledger = ledger;
    this.runtime = runtime;
    this.directory = directory;
    this.roles = roles;
    this.secrets = secrets;
    this.policy = policy;
  }

  public CleanupPreview preview(CleanupScope scope) {
    var remains = new Remains();
    Lookout.World world = lookout.list(scope);
    List<LedgerEntry> book = ledger.ofRun(scope.run());
    Sighting sighting = lookout.look(scope, world, book, remains);
    DeletionPlan plan =
        DeletionPlanner.plan(ResourceSweeper.sight(scope, book, sighting), policy.rules());
    List<String> containers =
        remains
            .items("containers", runtime.list(scope.installation(), Optional.of(scope.run())))
            .stream()
            .map(view -> view.handle().name().value())
            .sorted()
            .toList();
    List<String> identities = identities(scope, remains);
    return new CleanupPreview(
        scope.run(),
        containers,
        doomed(plan, sighting, book),
        plan.held(),
        plan.left(),
        identities,
        remains.couldNotLook());
  }

  private static List<Doomed> doomed(DeletionPlan plan, Sighting sighting, List<LedgerEntry> book) {
    Map<ResourceId, Instant> known = new HashMap<>();
    book.forEach(entry -> known.put(entry.id(), entry.createdAt()));
    Map<ResourceId, Resource> seen = new HashMap<>();
    sighting.existing().forEach(resource -> seen.put(resource.id(), resource));
    Map<ResourceId, Integer> steps = new HashMap<>();
    var doomed = new ArrayList<Doomed>();
    for (DeletionPlan.Step step : plan.steps()) {
      int place =
          1 + step.after().stream().mapToInt(id -> steps.getOrDefault(id, 0)).max().orElse(0);
      steps.put(step.id(), place);
      Resource.Traits traits =
          Optional.ofNullable(seen.get(step.id()))
              .map(Resource::traits)
              .orElse(Resource.Traits.UNKNOWN);
      doomed.add(
          new Doomed(
              step.id(),
              place,
              step.manner(),
              step.why(),
              traits.createdAt().or(() -> Optional.ofNullable(known.get(step.id()))),
              traits.size()));
    }
    return doomed;
  }

  private List<String> identities(CleanupScope scope, Remains remains) {
    var installation = scope.installation();
    var run = Optional.of(scope.run());
    var found = new ArrayList<String>();
    Set<String> assignments = new HashSet<>();
    var objects = remains.items("directory", directory.list(installation, run));
    remains
        .items("role assignments", roles.ofRun(installation, scope.run()))
        .forEach(role -> assignments.add(role.id()));
    objects.stream()
        .filter(object -> object.kind() == Kind.SERVICE_PRINCIPAL)
        .forEach(
            object ->
                remains
                    .items("role assignments", roles.ofPrincipal(object.objectId()))
                    .forEach(role -> assignments.add(role.id())));
    assignments.stream().sorted().forEach(id -> found.add("role assignment " + id));
    objects.forEach(
        object ->
            found.add(
                "%s%s %s"
                    .formatted(
                        object.deleted() ? "deleted " : "",
                        object.kind() == Kind.APPLICATION ? "application" : "service principal",
                        object.displayName())));
    remains
        .items("secrets", secrets.list(installation, run))
        .forEach(
            secret ->
                found.add((secret.deleted() ? "deleted secret " : "secret ") + secret.name()));
    return found;
  }
}

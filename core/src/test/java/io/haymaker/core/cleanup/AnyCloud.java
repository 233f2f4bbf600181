package io.haymaker.core.cleanup;

import static io.haymaker.core.cleanup.Cloud.OURS;
import static io.haymaker.core.cleanup.Cloud.THEIRS;

import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** Clouds of every shape, rings of references included; each of one number. */
final class AnyCloud {
  /** Another number gives other clouds to a long run. */
  private static final long SEED = Long.getLong("haymaker.seed", 0);

  static final List<String> TYPES =
      List.of(
          "Microsoft.Compute/virtualMachines",
          "Microsoft.Compute/disks",
          "Microsoft.Network/networkInterfaces",
          "Microsoft.Network/publicIPAddresses",
          "Microsoft.Network/virtualNetworks",
          "Microsoft.Network/networkSecurityGroups",
          "Microsoft.Network/privateEndpoints",
          "Microsoft.Web/serverfarms",
          "Contoso.Unknown/things");

  /** What a plan is made from. */
  record Sight(
      List<Resource> resources, List<Resource> locks, Set<ResourceId> ours, DeletionRules rules) {
    DeletionPlan plan() {
      return Cloud.plan(resources, locks, ours, rules);
    }

    Map<ResourceId, Resource> byId() {
      var byId = new LinkedHashMap<ResourceId, Resource>();
      resources.forEach(resource -> byId.put(resource.id(), resource));
      return byId;
    }
  }

  private AnyCloud() {}

  static Sight of(long number) {
    return of(new Random(number ^ SEED));
  }

  private static Sight of(Random random) {
    var ids = new ArrayList<ResourceId>();
    int groups = 1 + random.nextInt(3);
    for (int g = 0; g < groups; g++) {
      ResourceId group = ResourceId.group("s1", "rg" + g);
      ids.add(group);
      int members = random.nextInt(7);
      for (int m = 0; m < members; m++) {
        ResourceId parent =
            ResourceId.of(
                "%s/providers/%s/%d".formatted(group, TYPES.get(random.nextInt(TYPES.size())), m));
        ids.add(parent);
        if (random.nextInt(3) == 0) {
          ids.add(ResourceId.of(parent + "/children/c"));
        }
      }
    }
    var resources = new ArrayList<Resource>();
    for (ResourceId id : ids) {
      var needs = new HashSet<ResourceId>();
      for (int i = random.nextInt(3); i > 0; i--) {
        needs.add(ids.get(random.nextInt(ids.size())));
      }
      Optional<ResourceId> manager =
          random.nextInt(6) == 0
              ? Optional.of(ids.get(random.nextInt(ids.size())))
              : Optional.empty();
      Map<String, String> tags =
          switch (random.nextInt(12)) {
            case 0 -> THEIRS;
            case 1, 2 -> Map.<String, String>of();
            case 3 -> guarded();
            default -> OURS;
          };
      resources.add(new Resource(id, tags, manager, needs));
    }
    var locks = new ArrayList<Resource>();
    Set<ResourceId> ours = new HashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Resource lock = Cloud.lockOn(ids.get(random.nextInt(ids.size())));
      if (locks.stream().noneMatch(other -> other.id().equals(lock.id()))) {
        locks.add(lock);
        if (random.nextBoolean()) {
          ours.add(lock.id());
        }
      }
    }
    return new Sight(resources, locks, ours, rules(random));
  }

  static Map<String, String> guarded() {
    var tags = new HashMap<>(OURS);
    tags.put("HayMaker-Protected", "true");
    return tags;
  }

  private static DeletionRules rules(Random random) {
    Map<String, TypePolicy> policies = new HashMap<>();
    for (String type : TYPES) {
      switch (random.nextInt(20)) {
        case 0 -> policies.put(type, policy(TypePolicy.Treatment.SKIP, OptionalInt.empty()));
        case 1 -> policies.put(type, policy(TypePolicy.Treatment.PROTECT, OptionalInt.empty()));
        case 2 ->
            policies.put(
                type, policy(TypePolicy.Treatment.DELETE, OptionalInt.of(random.nextInt(12))));
        default -> {}
      }
    }
    int budget = random.nextInt(10) == 0 ? 1 + random.nextInt(8) : 1000;
    return new DeletionRules(new TypePolicies(policies), "HayMaker-Protected", budget);
  }

  private static TypePolicy policy(TypePolicy.Treatment treatment, OptionalInt order) {
    return new TypePolicy(
        treatment,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        order,
        true);
  }
}

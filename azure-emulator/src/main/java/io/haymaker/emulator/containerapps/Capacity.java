package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.cloud.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes and cores of one environment under a load. Pure. Replicas go to the first node that has
 * room, in the order in which they came; a dedicated node counts with all its cores, Consumption
 * with those that are asked for.
 */
record Capacity(ManagedEnvironment environment, List<Load> loads) {

  /** One running replica. */
  record Load(String profile, ReplicaSize size) {}

  Capacity {
    loads = List.copyOf(loads);
  }

  /**
   * Makes room for one more replica, on paper.
   *
   * @throws io.haymaker.emulator.http.Refused (400) if the profile's nodes or the quota of cores do
   *     not hold it
   */
  void require(Load more, WorkloadProfile profile, Settings settings) {
    List<Load> all = new ArrayList<>(loads);
    all.add(more);
    Capacity after = new Capacity(environment, all);
    ProfileFamily family = profile.type().family();
    long cores = after.cores(family);
    if (cores > family.cores(settings)) {
      throw AppErrors.tooManyCores(family, cores, family.cores(settings));
    }
    if (profile.type().isDedicated() && after.nodes(profile) > profile.maximum()) {
      throw AppErrors.invalid(
          "MaximumNodeCountExceeded",
          "The workload profile '"
              + profile.name()
              + "' has at most "
              + profile.maximum()
              + " nodes, and all are full.");
    }
  }

  /** The nodes that a dedicated profile has now. */
  int nodes(WorkloadProfile profile) {
    ReplicaSize space = profile.type().usable();
    List<ReplicaSize> nodes = new ArrayList<>();
    for (Load load : loads) {
      if (load.profile().equalsIgnoreCase(profile.name())) {
        place(load.size(), nodes, space);
      }
    }
    return Math.max(profile.minimum(), nodes.size());
  }

  /** The cores that a family uses now, a part of a core counted as a whole one. */
  long cores(ProfileFamily family) {
    BigDecimal sum = BigDecimal.ZERO;
    for (WorkloadProfile profile : environment.profiles()) {
      if (profile.type().family() == family) {
        sum =
            sum.add(
                profile.type().isDedicated() ? dedicatedCores(profile) : requestedCores(profile));
      }
    }
    return sum.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  private BigDecimal dedicatedCores(WorkloadProfile profile) {
    return BigDecimal.valueOf((long) nodes(profile) * profile.type().cores());
  }

  private BigDecimal requestedCores(WorkloadProfile profile) {
    return loads.stream()
        .filter(load -> load.profile().equalsIgnoreCase(profile.name()))
        .map(load -> load.size().cores())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void place(ReplicaSize size, List<ReplicaSize> nodes, ReplicaSize space) {
    for (int i = 0; i < nodes.size(); i++) {
      ReplicaSize together = nodes.get(i).plus(size);
      if (together.fitsInto(space)) {
        nodes.set(i, together);
        return;
      }
    }
    nodes.add(size);
  }
}

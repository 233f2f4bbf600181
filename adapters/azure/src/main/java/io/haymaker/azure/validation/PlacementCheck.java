package io.haymaker.azure.validation;

import io.haymaker.azure.runtime.EnvironmentQuota;
import io.haymaker.azure.runtime.EnvironmentQuota.Usage;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.List;
import java.util.Locale;

/**
 * Every agent has a node of its own: of a node's memory slightly less than its nominal size is
 * usable, and an agent takes 64 GiB. So a run needs agents times a node's cores of quota.
 */
public final class PlacementCheck implements Check {
  private final EnvironmentQuota quota;
  private final ResourceId environment;
  private final String nodeType;

  /**
   * @param nodeType the workload profile's type, e.g. {@code E16}: a letter for its family and its
   *     cores
   */
  public PlacementCheck(EnvironmentQuota quota, ResourceId environment, String nodeType) {
    if (!nodeType.matches("[DE]\\d{1,3}")) {
      throw new IllegalArgumentException(
          "workload profile type must be like D32 or E16, is " + nodeType);
    }
    this.quota = quota;
    this.environment = environment;
    this.nodeType = nodeType;
  }

  @Override
  public String name() {
    return "placement";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    return switch (quota.of(environment)) {
      case Listing.Complete<Usage>(List<Usage> usages) -> judge(usages, undertaking.agents());
      case Listing.CouldNotLook<Usage> failed ->
          Finding.failed(
              failed.problem().toString(),
              "check that the Container Apps environment %s exists and can be read"
                  .formatted(environment.name()));
    };
  }

  private Finding judge(List<Usage> usages, int agents) {
    int nodeCores = Integer.parseInt(nodeType.substring(1));
    double needed = (double) agents * nodeCores;
    String family = nodeType.startsWith("E") ? "memoryoptimized" : "generalpurpose";
    return usages.stream()
        .filter(usage -> usage.name().toLowerCase(Locale.ROOT).contains(family))
        .findFirst()
        .map(usage -> judge(usage, agents, needed))
        .orElseGet(
            () ->
                Finding.failed(
                    "the environment reports no quota for " + nodeType + " nodes",
                    "check the environment's workload profiles"));
  }

  private Finding judge(Usage usage, int agents, double needed) {
    double free = usage.limit() - usage.used();
    String sum =
        "%d agents need %d %s nodes, %.0f cores; %.0f of %.0f are free"
            .formatted(agents, agents, nodeType, needed, free, usage.limit());
    return needed <= free
        ? Finding.passed(sum)
        : Finding.failed(
            sum,
            "ask for a quota %s of at least %.0f, or choose a smaller run"
                .formatted(usage.name(), usage.used() + needed));
  }
}

package io.haymaker.azure.instances;

import io.haymaker.azure.instances.RegionUsage.Usage;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.scaler.PlatformRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The region gives the subscription room for so many container groups and their cores. Every group
 * counts until it is deleted, ended ones too.
 */
public final class RegionQuota {
  private static final String GROUPS = "ContainerGroups";
  private static final String CORES = "StandardCores";

  private final RegionUsage usage;
  private final String location;
  private final double cpu;

  /**
   * @param location the region's name, e.g. {@code westeurope}
   * @param cpu of one container, above 0
   */
  public RegionQuota(RegionUsage usage, String location, double cpu) {
    if (!(cpu > 0)) {
      throw new IllegalArgumentException("cpu must be above 0, is " + cpu);
    }
    this.usage = usage;
    this.location = location;
    this.cpu = cpu;
  }

  /**
   * Whether there is room for more containers.
   *
   * @param containers how many there will be at once beside those that are there, 0 or more
   */
  public PlatformRoom roomFor(int containers) {
    return switch (usage.of(location)) {
      case Listing.Complete<Usage>(List<Usage> usages) -> judge(usages, containers);
      case Listing.CouldNotLook<Usage> failed ->
          new PlatformRoom.NotKnown(
              failed.problem().toString(),
              "check that Microsoft.ContainerInstance is registered and its usage in %s can be read"
                  .formatted(location));
    };
  }

  private PlatformRoom judge(List<Usage> usages, int containers) {
    var sums = new ArrayList<String>();
    var missing = new ArrayList<String>();
    for (Need need : needs(containers)) {
      Optional<Usage> quota =
          usages.stream().filter(one -> one.name().equalsIgnoreCase(need.quota())).findFirst();
      if (quota.isEmpty()) {
        return new PlatformRoom.NotKnown(
            "the region %s reports no quota %s".formatted(location, need.quota()),
            "check that %s is a region with Container Instances".formatted(location));
      }
      long used = quota.get().used();
      long limit = quota.get().limit();
      sums.add(
          "%s: %d are needed, %d of %d are used"
              .formatted(need.quota(), need.amount(), used, limit));
      if (used + need.amount() > limit) {
        missing.add("%s of at least %d".formatted(need.quota(), used + need.amount()));
      }
    }
    String sum = "in %s, %s".formatted(location, String.join("; ", sums));
    return missing.isEmpty()
        ? new PlatformRoom.Enough(sum)
        : new PlatformRoom.TooLittle(
            sum,
            "ask for a quota %s, delete groups that have ended, or allow fewer containers"
                .formatted(String.join(" and ", missing)));
  }

  private record Need(String quota, long amount) {}

  private List<Need> needs(int containers) {
    return List.of(
        new Need(GROUPS, containers), new Need(CORES, (long) Math.ceil(containers * cpu)));
  }
}

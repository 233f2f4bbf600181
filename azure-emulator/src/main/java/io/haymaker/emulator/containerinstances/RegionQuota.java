package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many groups and cores a region gives to the subscription. The quotas of the settings are
 * {@value #GROUPS} and {@value #CORES} (100 each); {@value #FREE_CORES} (no end) is what the region
 * has to give at the moment, whatever the quota. Every group counts until it is deleted; cores
 * count while something of their group may run.
 */
final class RegionQuota {

  static final String GROUPS = "Microsoft.ContainerInstance/containerGroups";
  static final String CORES = "Microsoft.ContainerInstance/cores";
  static final String FREE_CORES = "Microsoft.ContainerInstance/availableCores";
  private static final long STANDARD = 100;

  private final Cloud cloud;
  private final ResourceBook resources;
  private final GroupRecords records;

  RegionQuota(Cloud cloud, ResourceBook resources, GroupRecords records) {
    this.cloud = cloud;
    this.resources = resources;
    this.records = records;
  }

  private List<ArmResource> groups(String region) {
    return resources.ofType(GroupSpec.TYPE).stream()
        .filter(group -> group.location().orElse("").equals(region))
        .toList();
  }

  private BigDecimal cores(List<ArmResource> groups) {
    return groups.stream()
        .filter(group -> records.find(group.id()).filter(record -> !record.isOver()).isPresent())
        .map(group -> GroupSpec.of(group.properties()).cpu())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Makes room for a group that is to begin, on paper.
   *
   * @throws Refused (409) if the quota or the region does not hold it
   */
  void require(ResourceId id, GroupSpec spec, String region) {
    Settings settings = cloud.settings().now();
    List<ArmResource> others =
        groups(region).stream().filter(group -> !group.id().key().equals(id.key())).toList();
    long mostGroups = settings.quota(GROUPS, STANDARD);
    if (others.size() >= mostGroups) {
      throw reached("ContainerGroups", region, mostGroups, String.valueOf(others.size()), "1");
    }
    BigDecimal used = cores(others);
    BigDecimal wanted = used.add(spec.cpu());
    long mostCores = settings.quota(CORES, STANDARD);
    if (wanted.compareTo(BigDecimal.valueOf(mostCores)) > 0) {
      throw reached(
          "StandardCores", region, mostCores, used.toPlainString(), spec.cpu().toPlainString());
    }
    if (wanted.compareTo(BigDecimal.valueOf(settings.quota(FREE_CORES, Long.MAX_VALUE))) > 0) {
      throw new Refused(
          409,
          "ServiceUnavailable",
          "The requested resource is not available in the location '%s' at this moment. Resource requested: '%s' CPU '%s' GB memory 'Linux' OS"
              .formatted(region, spec.cpu(), spec.memory()));
    }
  }

  private static Refused reached(
      String quota, String region, long limit, String used, String wanted) {
    return new Refused(
        409,
        "ContainerGroupQuotaReached",
        "Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota '%s' exceeded in region '%s'. Limit: '%d', Usage: '%s' Requested: '%s'."
            .formatted(quota, region, limit, used, wanted));
  }

  /** {@code locations/{l}/usages}. */
  ObjectNode usages(String location) {
    String region = location.toLowerCase(Locale.ROOT).replace(" ", "");
    Settings settings = cloud.settings().now();
    List<ArmResource> groups = groups(region);
    ArrayNode value = Json.array();
    add(value, region, "ContainerGroups", groups.size(), settings.quota(GROUPS, STANDARD));
    long cores = cores(groups).setScale(0, RoundingMode.CEILING).longValueExact();
    add(value, region, "StandardCores", cores, settings.quota(CORES, STANDARD));
    return Json.object().set("value", value);
  }

  private void add(ArrayNode value, String region, String name, long used, long limit) {
    ObjectNode usage = value.addObject();
    usage.put(
        "id",
        "/subscriptions/%s/providers/Microsoft.ContainerInstance/locations/%s/usages/%s"
            .formatted(cloud.subscriptionId(), region, name));
    usage.put("unit", "Count").put("currentValue", used).put("limit", limit);
    usage.putObject("name").put("value", name).put("localizedValue", name);
  }
}

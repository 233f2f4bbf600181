package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.managedidentity.Identities;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a PUT of a group means: its first beginning; a redeployment, which begins its containers
 * anew; nothing at all, because it says what is there already; or an update that is not possible.
 * One that has ended is deployed as if it were new.
 */
final class GroupRules {

  private static final String SUBNET = "Microsoft.Network/virtualNetworks/subnets";
  private static final List<String> BEGINS_ANEW =
      List.of("containers", "imageRegistryCredentials", "ipAddress");

  private final Cloud cloud;
  private final ResourceBook resources;
  private final GroupRecords records;
  private final GroupSecrets secrets;
  private final Identities identities;
  private final RegistryAccess registry;
  private final RegionQuota quota;
  private final OperationRates rates;

  GroupRules(
      Cloud cloud,
      ResourceBook resources,
      GroupRecords records,
      GroupSecrets secrets,
      Identities identities,
      RegistryAccess registry,
      RegionQuota quota,
      OperationRates rates) {
    this.cloud = cloud;
    this.resources = resources;
    this.records = records;
    this.secrets = secrets;
    this.identities = identities;
    this.registry = registry;
    this.quota = quota;
    this.rates = rates;
  }

  void beforeWrite(Write write) {
    if (write.isPatch()) {
      // Tags only: the provider has seen to that.
      write.takes(Duration.ZERO);
      return;
    }
    ObjectNode properties = Json.child(write.document(), "properties");
    properties.remove("instanceView");
    properties.path("containers").forEach(GroupRules::dropView);
    GroupSpec spec = GroupSpec.of(properties);
    properties.put("restartPolicy", spec.restart().wireName());
    properties.put("sku", "Standard");
    Optional<GroupRecord> before = records.find(write.id());
    boolean lives = before.filter(record -> !record.isOver()).isPresent();
    if (before.isPresent()) {
      requireSettled(before.get());
    }
    if (lives && !GroupSpec.of(write.before().orElseThrow().properties()).hasTheFrameOf(spec)) {
      throw GroupErrors.unchangeable(write.id().name());
    }
    spec.subnets().forEach(this::requireDelegated);
    identities.complete(write);
    registry.require(write, spec);
    ObjectNode values = GroupSecrets.takeOut(write.document());
    if (lives && saysTheSame(write, values)) {
      write.takes(Duration.ZERO);
      return;
    }
    String region = Json.string(write.document(), "location").orElse("");
    quota.require(write.id(), spec, region);
    if (write.before().isEmpty()) {
      rates.create(region);
    }
    secrets.put(write.id(), values);
    records.put(
        GroupRecord.begun(
            write.id(),
            before.map(GroupRecord::generation).orElse(0) + 1,
            cloud.clock().instant(),
            write.operationTime(),
            spec.containers()));
  }

  private static void dropView(JsonNode container) {
    if (container.path("properties") instanceof ObjectNode properties) {
      properties.remove("instanceView");
    }
  }

  private boolean saysTheSame(Write write, ObjectNode values) {
    ObjectNode old = write.before().orElseThrow().properties();
    ObjectNode fresh = Json.child(write.document(), "properties");
    return secrets.areThoseOf(write.id(), values)
        && BEGINS_ANEW.stream().allMatch(member -> old.path(member).equals(fresh.path(member)));
  }

  /** Refuses a group that is between two states. */
  static void requireSettled(GroupRecord record) {
    if (record.isTransitioning()) {
      throw GroupErrors.transitioning(record.group().name());
    }
  }

  private void requireDelegated(String subnetId) {
    ArmResource subnet =
        ResourceId.parse(subnetId)
            .filter(id -> id.isA(SUBNET))
            .flatMap(resources::find)
            .orElseThrow(
                () ->
                    GroupErrors.invalid(
                        "InvalidSubnetIds", "The subnet '" + subnetId + "' was not found."));
    boolean delegated =
        subnet
            .properties()
            .path("delegations")
            .valueStream()
            .map(each -> Json.string(each.path("properties"), "serviceName").orElse(""))
            .anyMatch(GroupSpec.TYPE::equalsIgnoreCase);
    if (!delegated) {
      throw GroupErrors.invalid(
          "SubnetMissingRequiredDelegation",
          "The subnet '" + subnetId + "' must be delegated to '" + GroupSpec.TYPE + "'.");
    }
  }
}

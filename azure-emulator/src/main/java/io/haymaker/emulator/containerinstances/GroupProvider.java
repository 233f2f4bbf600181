package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ProviderCall;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.managedidentity.Identities;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code Microsoft.ContainerInstance}: container groups; other types are kept like any resource.
 */
final class GroupProvider implements ResourceProvider {

  /** Where everything listens: containers share the machine's loopback. */
  private static final String ADDRESS = "127.0.0.1";

  private final Cloud cloud;
  private final GroupRules rules;
  private final GroupActions actions;
  private final GroupRecords records;
  private final GroupRunner runner;
  private final Identities identities;
  private final OperationRates rates;

  GroupProvider(
      Cloud cloud,
      GroupRules rules,
      GroupActions actions,
      GroupRecords records,
      GroupRunner runner,
      Identities identities,
      OperationRates rates) {
    this.cloud = cloud;
    this.rules = rules;
    this.actions = actions;
    this.records = records;
    this.runner = runner;
    this.identities = identities;
    this.rates = rates;
  }

  @Override
  public String namespace() {
    return "Microsoft.ContainerInstance";
  }

  @Override
  public void beforeWrite(Write write) {
    if (write.id().isA(GroupSpec.TYPE)) {
      rules.beforeWrite(write);
    }
  }

  @Override
  public void afterWrite(ArmResource resource) {
    if (resource.id().isA(GroupSpec.TYPE)) {
      runner.follow(resource.id());
    }
  }

  @Override
  public void beforeDelete(ArmResource resource, Request request) {
    if (resource.id().isA(GroupSpec.TYPE)) {
      rates.delete(resource.location().orElse(""));
    }
  }

  @Override
  public void afterDelete(ArmResource resource) {
    if (resource.id().isA(GroupSpec.TYPE)) {
      identities.forget(resource);
      runner.forget(resource.id());
    }
  }

  @Override
  public Optional<Response> handle(ProviderCall call) {
    return actions.handle(call);
  }

  @Override
  public void show(ArmResource resource, ObjectNode view) {
    if (!resource.id().isA(GroupSpec.TYPE)) {
      return;
    }
    if (view.path("identity") instanceof ObjectNode identity) {
      identity.remove("_clientId");
    }
    ObjectNode properties = Json.child(view, "properties");
    if (properties.path("ipAddress") instanceof ObjectNode address) {
      address.put("ip", ADDRESS);
    }
    Optional<GroupRecord> record = records.find(resource.id());
    if (record.isEmpty() || resource.goneAt().isPresent()) {
      return;
    }
    properties.put("provisioningState", record.get().provisioningState(cloud.clock().instant()));
    if (record.get().isTried() || record.get().stopped()) {
      properties.putObject("instanceView").put("state", record.get().state()).putArray("events");
      properties.path("containers").forEach(container -> show(container, record.get()));
    }
  }

  private static void show(JsonNode container, GroupRecord record) {
    String name = container.path("name").asString("");
    record.containers().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .ifPresent(
            one ->
                Json.child((ObjectNode) container, "properties").set("instanceView", one.view()));
  }

  /** No list says what state a group is in: each must be read by itself. */
  @Override
  public void showInList(ArmResource resource, ObjectNode view) {
    ObjectNode properties = Json.child(view, "properties");
    properties.remove("instanceView");
    for (JsonNode container : properties.path("containers")) {
      Json.child((ObjectNode) container, "properties").remove("instanceView");
    }
  }
}

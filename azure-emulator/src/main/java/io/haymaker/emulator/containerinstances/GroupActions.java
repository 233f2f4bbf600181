package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.arm.ProviderCall;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Starting, stopping and restarting groups, their logs, and what a region has left. */
final class GroupActions {

  private final Cloud cloud;
  private final ResourceBook resources;
  private final GroupRecords records;
  private final RegionQuota quota;
  private final GroupRunner runner;

  GroupActions(
      Cloud cloud,
      ResourceBook resources,
      GroupRecords records,
      RegionQuota quota,
      GroupRunner runner) {
    this.cloud = cloud;
    this.resources = resources;
    this.records = records;
    this.quota = quota;
    this.runner = runner;
  }

  /** Answers if the call is one of these. */
  Optional<Response> handle(ProviderCall call) {
    if (call.is("GET", "locations", "*", "usages")) {
      return Optional.of(Response.json(200, quota.usages(call.tail().get(1))));
    }
    if (call.is("POST", "containerGroups", "*", "*")) {
      return act(call.resource(1), call.tail().get(2).toLowerCase(Locale.ROOT));
    }
    if (call.is("GET", "containerGroups", "*", "containers", "*", "logs")) {
      return Optional.of(logs(call.request(), call.resource(1), call.tail().get(3)));
    }
    if (call.is("PUT", "containerGroups", "*")
        && resources.find(call.resource(1)).filter(one -> one.goneAt().isPresent()).isPresent()) {
      throw GroupErrors.transitioning(call.resource(1).name());
    }
    if (call.is("PATCH", "containerGroups", "*")
        && call.request().json().propertyStream().anyMatch(one -> !one.getKey().equals("tags"))) {
      throw GroupErrors.invalid(
          "InvalidContainerGroupUpdate", "Of a container group, only the tags can be patched.");
    }
    return Optional.empty();
  }

  private Optional<Response> act(ResourceId id, String action) {
    switch (action) {
      case "stop" -> change(id, record -> record.isOver() ? record : record.asStopped());
      case "start" -> change(id, record -> record.isOver() ? anew(record) : record);
      case "restart" -> change(id, this::anew);
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(Response.empty(204));
  }

  private GroupRecord anew(GroupRecord record) {
    ArmGroup group = group(record.group());
    quota.require(record.group(), group.spec(), group.region());
    return GroupRecord.begun(
        record.group(),
        record.generation() + 1,
        cloud.clock().instant(),
        cloud.settings().now().operationTime(),
        group.spec().containers());
  }

  private void change(ResourceId id, UnaryOperator<GroupRecord> change) {
    ResourceId present = group(id).id();
    cloud
        .store()
        .atomically(
            () -> {
              GroupRecord record = record(present);
              GroupRules.requireSettled(record);
              records.put(change.apply(record));
              return true;
            });
    runner.follow(present);
  }

  private Response logs(Request request, ResourceId id, String container) {
    GroupRecord record = record(group(id).id());
    ContainerRecord one =
        record.containers().stream()
            .filter(each -> each.name().equals(container))
            .findFirst()
            .orElseThrow(() -> GroupErrors.notFound("container", container));
    try {
      String content =
          runner.output(
              record,
              one,
              tail(request),
              request.query("timestamps").filter("true"::equalsIgnoreCase).isPresent());
      return Response.json(200, Json.object().put("content", content));
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }

  private static OptionalInt tail(Request request) {
    Optional<String> text = request.query("tail");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("[0-9]{1,9}")) {
      throw GroupErrors.invalid("InvalidTail", "tail must be a number of lines.");
    }
    return OptionalInt.of(Integer.parseInt(text.get()));
  }

  private record ArmGroup(ResourceId id, GroupSpec spec, String region) {}

  private ArmGroup group(ResourceId id) {
    return resources
        .find(id)
        .filter(resource -> resource.goneAt().isEmpty())
        .map(
            resource ->
                new ArmGroup(
                    resource.id(),
                    GroupSpec.of(resource.properties()),
                    resource.location().orElse("")))
        .orElseThrow(() -> GroupErrors.notFound("container group", id.text()));
  }

  private GroupRecord record(ResourceId id) {
    return records.find(id).orElseThrow(() -> GroupErrors.notFound("container group", id.text()));
  }
}

package io.haymaker.server.replica;

import io.haymaker.core.replica.Given;
import io.haymaker.core.replica.LimitTexts;
import io.haymaker.core.replica.MoreRequest;
import io.haymaker.core.replica.PortText;
import io.haymaker.core.replica.StartRequest;
import io.haymaker.server.wire.ApiFailure;
import io.haymaker.server.wire.Fault;
import io.haymaker.server.wire.JsonBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what is asked for from bodies in the forms that clients send. */
final class ContainerRequests {
  private ContainerRequests() {}

  static StartRequest start(JsonBody body) {
    return new StartRequest(
        image(body),
        number(body, "count"),
        number(body, "min_replicas"),
        number(body, "max_replicas"),
        limits(body),
        environment(body),
        ports(body),
        body.flag("strict"));
  }

  /** A body may be missing: then one more of what there is. */
  static MoreRequest more(String image, Optional<JsonBody> body) {
    return new MoreRequest(
        image,
        body.map(fields -> number(fields, "count")).orElseGet(OptionalInt::empty),
        body.map(ContainerRequests::limits).orElse(LimitTexts.NONE),
        body.flatMap(ContainerRequests::environment),
        body.flatMap(ContainerRequests::ports),
        body.flatMap(fields -> fields.flag("strict")));
  }

  /** Which container of an image is meant. */
  static String instance(JsonBody body) {
    return body.text("instanceId")
        .or(() -> body.text("instance_id"))
        .orElseGet(() -> body.requiredText("instanceId"));
  }

  private static String image(JsonBody body) {
    return body.text("image")
        .or(() -> body.object("resources").flatMap(resources -> resources.text("image")))
        .or(() -> body.text("image_url"))
        .orElseThrow(
            () -> ApiFailure.of(new Fault(List.of("body", "image"), "is missing", "missing")));
  }

  /** How small or large it may be is not decided here. */
  private static OptionalInt number(JsonBody body, String name) {
    return body.number(name, Integer.MIN_VALUE, Integer.MAX_VALUE)
        .map(number -> OptionalInt.of(number.intValue()))
        .orElseGet(OptionalInt::empty);
  }

  /** Under {@code resources} or at the top; {@code cpu} and {@code cpu_limit} are the same. */
  static LimitTexts limits(JsonBody body) {
    return new LimitTexts(limit(body, "cpu"), limit(body, "memory"), limit(body, "disk"));
  }

  private static Optional<Given> limit(JsonBody body, String what) {
    String longer = what + "_limit";
    return body.object("resources")
        .flatMap(
            resources ->
                given(resources, "resources.", longer)
                    .or(() -> given(resources, "resources.", what)))
        .or(() -> given(body, "", longer));
  }

  private static Optional<Given> given(JsonBody body, String place, String name) {
    return body.textOrNumber(name).map(text -> new Given(place + name, text));
  }

  private static Optional<Map<String, String>> environment(JsonBody body) {
    return body.object("env")
        .map(
            variables -> {
              var all = new HashMap<String, String>();
              for (String name : variables.names()) {
                all.put(name, variables.textOrNumber(name).orElse(""));
              }
              return all;
            });
  }

  private static Optional<List<PortText>> ports(JsonBody body) {
    return body.isList("ports")
        ? body.objects("ports").map(ContainerRequests::listedPorts)
        : body.object("ports").map(ContainerRequests::mappedPorts);
  }

  private static List<PortText> listedPorts(List<JsonBody> items) {
    var ports = new ArrayList<PortText>();
    for (JsonBody item : items) {
      ports.add(
          new PortText(
              "ports." + ports.size(),
              item.textOrNumber("container")
                  .orElseThrow(() -> item.wrong("container", "is missing")),
              item.textOrNumber("host").orElse("0")));
    }
    return ports;
  }

  private static List<PortText> mappedPorts(JsonBody map) {
    return map.names().stream()
        .map(name -> new PortText("ports." + name, name, map.textOrNumber(name).orElse("0")))
        .toList();
  }
}

package io.haymaker.postgres.replica;

import io.haymaker.core.engine.Limits;
import io.haymaker.core.replica.Given;
import io.haymaker.core.replica.LimitReader;
import io.haymaker.core.replica.LimitTexts;
import io.haymaker.core.replica.PortReader;
import io.haymaker.core.replica.PortText;
import io.haymaker.core.replica.Reply;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The JSON columns of {@code desired_images}. An older manager may have written them: what cannot
 * be read is as if it were not there, so that one row never keeps the others from being looked
 * after.
 */
final class ImageColumns {
  private static final Logger LOG = LoggerFactory.getLogger(ImageColumns.class);

  private ImageColumns() {}

  static String write(Limits limits) {
    var texts = new TreeMap<String, String>();
    limits
        .cpuCores()
        .ifPresent(cores -> texts.put("cpu_limit", BigDecimal.valueOf(cores).toPlainString()));
    limits.memoryBytes().ifPresent(bytes -> texts.put("memory_limit", Long.toString(bytes)));
    return Json.writeMap(texts);
  }

  static String write(List<PortRequest> ports) {
    var numbers = new TreeMap<String, Integer>();
    for (PortRequest port : ports) {
      numbers.put(
          "%d/%s".formatted(port.containerPort(), port.protocol().name().toLowerCase(Locale.ROOT)),
          port.hostPort().orElse(0));
    }
    return Json.write(numbers);
  }

  static Limits limits(String image, String json) {
    JsonNode node = Json.read(json, JsonNode.class);
    var texts =
        new LimitTexts(
            given(node, "cpu_limit").or(() -> given(node, "cpu")),
            given(node, "memory_limit").or(() -> given(node, "memory")),
            Optional.empty());
    return read(image, "resources", LimitReader.read(texts), Limits.NONE);
  }

  private static Optional<Given> given(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field))
        .filter(value -> value.isValueNode() && !value.isNull())
        .map(value -> new Given(field, value.asString()));
  }

  static List<PortRequest> ports(String image, String json) {
    JsonNode node = Json.read(json, JsonNode.class);
    var texts = new ArrayList<PortText>();
    if (node.isObject()) {
      node.properties().forEach(port -> texts.add(text(port.getKey(), port.getValue())));
    } else {
      node.forEach(port -> texts.add(text(port.path("container").asString(""), port.path("host"))));
    }
    return read(image, "ports", PortReader.read(texts), List.of());
  }

  private static PortText text(String container, JsonNode host) {
    return new PortText("ports", container, host.isValueNode() ? host.asString("0") : "0");
  }

  static Map<String, String> environment(String json) {
    JsonNode node = Json.read(json, JsonNode.class);
    var variables = new TreeMap<String, String>();
    if (node.isObject()) {
      node.properties().forEach(one -> variables.put(one.getKey(), one.getValue().asString("")));
    }
    return variables;
  }

  private static <T> T read(String image, String column, Reply<T> reply, T otherwise) {
    if (reply instanceof Reply.Done<T>(T value)) {
      return value;
    }
    LOG.atWarn()
        .addKeyValue("image", Columns.text(image))
        .addKeyValue("column", column)
        .log("what is wanted of an image cannot be read and does not count");
    return otherwise;
  }
}

package io.haymaker.server.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body that must be a JSON object, read field by field so that what is wrong is named. It is read
 * as JSON whatever its content type says.
 */
public final class JsonBody {
  private static final int DEEPEST = 50;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  private final JsonNode fields;

  private JsonBody(JsonNode fields) {
    this.fields = fields;
  }

  /**
   * @param known the fields that it may have
   * @throws ApiFailure when it is no JSON object, or has a field that nobody asked for
   */
  public static JsonBody of(byte[] bytes, Set<String> known) {
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw new ApiFailure(400, "INVALID_JSON", "the body is not JSON: " + e.getOriginalMessage());
    }
    if (!node.isObject()) {
      throw new ApiFailure(400, "INVALID_JSON", "the body must be a JSON object");
    }
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw ApiFailure.parameter(
            "%s is no field here; fields are %s".formatted(name, String.join(", ", known)));
      }
    }
    return new JsonBody(node);
  }

  private Optional<JsonNode> field(String name) {
    return Optional.of(fields.path(name)).filter(node -> !node.isMissingNode() && !node.isNull());
  }

  public boolean has(String name) {
    return field(name).isPresent();
  }

  public Optional<String> text(String name) {
    return field(name)
        .map(
            node -> {
              if (!node.isString()) {
                throw ApiFailure.parameter(name + " must be a text");
              }
              return node.asString();
            });
  }

  public String requiredText(String name) {
    return text(name).orElseThrow(() -> ApiFailure.missing(name));
  }

  public Optional<Long> number(String name, long least, long most) {
    return field(name)
        .map(
            node -> {
              if (!node.isIntegralNumber()
                  || !node.canConvertToLong()
                  || node.asLong() < least
                  || node.asLong() > most) {
                throw ApiFailure.parameter(
                    "%s must be a whole number between %d and %d".formatted(name, least, most));
              }
              return node.asLong();
            });
  }

  /** A list of texts; absent and empty are told apart. */
  public Optional<List<String>> texts(String name) {
    return field(name)
        .map(
            node -> {
              var texts = new ArrayList<String>();
              if (!node.isArray()) {
                throw ApiFailure.parameter(name + " must be a list of texts");
              }
              for (JsonNode item : node) {
                if (!item.isString()) {
                  throw ApiFailure.parameter(name + " must be a list of texts");
                }
                texts.add(item.asString());
              }
              return List.copyOf(texts);
            });
  }
}

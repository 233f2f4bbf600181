package io.haymaker.server.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body, or an object in it, that is read field by field so that what is wrong is named. It is
 * read as JSON whatever its content type says. A field that is {@code null} is absent.
 */
public final class JsonBody {
  private static final int DEEPEST = 50;
  private static final int LONGEST_NUMBER = 60;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          // A version 1.10 is not 1.1, and 1e400 is not infinite.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final List<String> place;
  private final JsonNode fields;

  private JsonBody(List<String> place, JsonNode fields) {
    this.place = place;
    this.fields = fields;
  }

  /**
   * @throws ApiFailure when it is no JSON object
   */
  static JsonBody of(byte[] bytes) {
    if (bytes.length == 0) {
      throw ApiFailure.of(new Fault(List.of("body"), "the body is missing", "missing"));
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw ApiFailure.of(
          new Fault(
              List.of("body"), "the body is not JSON: " + e.getOriginalMessage(), "json_invalid"));
    }
    if (!node.isObject()) {
      throw ApiFailure.of(
          new Fault(List.of("body"), "the body must be a JSON object", "json_type"));
    }
    return new JsonBody(List.of("body"), node);
  }

  /**
   * Refuses fields that nobody asked for; without this they are passed over, for clients of an
   * older system.
   *
   * @param known the fields that it may have
   * @throws ApiFailure naming the field
   */
  public JsonBody only(String... known) {
    Set<String> all = new TreeSet<>(List.of(known));
    for (String name : names()) {
      if (!all.contains(name)) {
        throw wrong(
            name, "is no field here; fields are " + String.join(", ", all), "extra_forbidden");
      }
    }
    return this;
  }

  /** The fields that it has, in the order in which they stand there. */
  public List<String> names() {
    return List.copyOf(fields.propertyNames());
  }

  /**
   * What tells that this field cannot be as it is.
   *
   * @param message goes on after the field's name
   */
  public ApiFailure wrong(String name, String message) {
    return wrong(name, message, "value_error");
  }

  private ApiFailure wrong(String name, String message, String type) {
    return ApiFailure.of(new Fault(placeOf(name), message, type));
  }

  private List<String> placeOf(String name) {
    var whole = new ArrayList<>(place);
    whole.add(name);
    return whole;
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
                throw wrong(name, "must be a text", "string_type");
              }
              return storable(name, node.asString());
            });
  }

  /** The database keeps neither. */
  private String storable(String name, String text) {
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw wrong(name, "holds a character that no text has", "string_unicode");
    }
    return text;
  }

  public String requiredText(String name) {
    return text(name).orElseThrow(() -> wrong(name, "is missing", "missing"));
  }

  /** A text, or a number as it was written: amounts come both ways. */
  public Optional<String> textOrNumber(String name) {
    return field(name)
        .map(
            node -> {
              if (node.isString()) {
                return storable(name, node.asString());
              }
              if (node.isNumber()) {
                return node.asString();
              }
              throw wrong(name, "must be a text or a number", "string_type");
            });
  }

  /** A whole number between two, both included. */
  public Optional<Long> number(String name, long least, long most) {
    return field(name)
        .map(
            node -> {
              if (!node.isIntegralNumber()
                  || !node.canConvertToLong()
                  || node.asLong() < least
                  || node.asLong() > most) {
                throw wrong(
                    name,
                    "must be a whole number between %d and %d".formatted(least, most),
                    "int_type");
              }
              return node.asLong();
            });
  }

  public Optional<Boolean> flag(String name) {
    return field(name)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw wrong(name, "must be true or false", "bool_type");
              }
              return node.asBoolean();
            });
  }

  /** A list of texts; absent and empty are told apart. */
  public Optional<List<String>> texts(String name) {
    return field(name)
        .map(
            node -> {
              var texts = new ArrayList<String>();
              if (!node.isArray()) {
                throw wrong(name, "must be a list of texts", "list_type");
              }
              for (JsonNode item : node) {
                if (!item.isString()) {
                  throw wrong(name, "must be a list of texts", "list_type");
                }
                texts.add(storable(name, item.asString()));
              }
              return List.copyOf(texts);
            });
  }

  /** Whether the field is a list, not an object or anything else. */
  public boolean isList(String name) {
    return field(name).filter(JsonNode::isArray).isPresent();
  }

  /** An object in it. */
  public Optional<JsonBody> object(String name) {
    return field(name)
        .map(
            node -> {
              if (!node.isObject()) {
                throw wrong(name, "must be an object", "dict_type");
              }
              return new JsonBody(placeOf(name), node);
            });
  }

  /** A list of objects in it; absent and empty are told apart. */
  public Optional<List<JsonBody>> objects(String name) {
    return field(name)
        .map(
            node -> {
              if (!node.isArray()) {
                throw wrong(name, "must be a list of objects", "list_type");
              }
              var objects = new ArrayList<JsonBody>();
              for (JsonNode item : node) {
                if (!item.isObject()) {
                  throw wrong(name, "must be a list of objects", "list_type");
                }
                var itsPlace = new ArrayList<>(placeOf(name));
                itsPlace.add(Integer.toString(objects.size()));
                objects.add(new JsonBody(itsPlace, item));
              }
              return List.copyOf(objects);
            });
  }
}

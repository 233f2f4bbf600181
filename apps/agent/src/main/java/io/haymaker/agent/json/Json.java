package io.haymaker.agent.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value. */
public sealed interface Json {

  /** An object; its fields keep their order. */
  record JsonObject(Map<String, Json> fields) implements Json {

    /** The object without fields. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** This object with one field set, in its old place if it was there. */
    public JsonObject with(String name, Json value) {
      Map<String, Json> changed = new LinkedHashMap<>(fields);
      changed.put(name, value);
      return new JsonObject(changed);
    }

    /** This object with one text field set. */
    public JsonObject with(String name, String value) {
      return with(name, new JsonString(value));
    }

    /** This object with one whole number set. */
    public JsonObject with(String name, long value) {
      return with(name, new JsonNumber(Long.toString(value)));
    }
  }

  /** An array. */
  record JsonArray(List<Json> items) implements Json {
    public JsonArray {
      items = List.copyOf(items);
    }
  }

  /** A string. */
  record JsonString(String value) implements Json {}

  /** A number, kept as it was written. */
  record JsonNumber(String text) implements Json {}

  /** True or false. */
  record JsonBoolean(boolean value) implements Json {}

  /** Null. */
  record JsonNull() implements Json {}

  /** The value below keys, if there is one all the way. */
  default Optional<Json> at(String... path) {
    Json here = this;
    for (String key : path) {
      if (!(here instanceof JsonObject(Map<String, Json> fields))) {
        return Optional.empty();
      }
      Json next = fields.get(key);
      if (next == null) {
        return Optional.empty();
      }
      here = next;
    }
    return Optional.of(here);
  }

  /** The string below keys; empty when it is missing or no string. */
  default Optional<String> text(String... path) {
    return at(path)
        .flatMap(
            json ->
                json instanceof JsonString(String value) ? Optional.of(value) : Optional.empty());
  }
}

package io.haymaker.agent.json;

import io.haymaker.agent.json.Json.JsonArray;
import io.haymaker.agent.json.Json.JsonBoolean;
import io.haymaker.agent.json.Json.JsonNull;
import io.haymaker.agent.json.Json.JsonNumber;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.json.Json.JsonString;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a tree as JSON text on one line. */
public final class JsonWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /** The value as text. */
  public static String write(Json json) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(generator, json);
    }
    return out.toString();
  }

  /** The text as it stands inside the quotes of a JSON string. */
  public static String escaped(String text) {
    String quoted = write(new JsonString(text));
    return quoted.substring(1, quoted.length() - 1);
  }

  private static void write(JsonGenerator generator, Json json) {
    switch (json) {
      case JsonObject object -> {
        generator.writeStartObject();
        object
            .fields()
            .forEach(
                (name, value) -> {
                  generator.writeName(name);
                  write(generator, value);
                });
        generator.writeEndObject();
      }
      case JsonArray array -> {
        generator.writeStartArray();
        array.items().forEach(item -> write(generator, item));
        generator.writeEndArray();
      }
      case JsonString string -> generator.writeString(string.value());
      case JsonNumber number -> generator.writeNumber(number.text());
      case JsonBoolean bool -> generator.writeBoolean(bool.value());
      case JsonNull nothing -> generator.writeNull();
    }
  }
}

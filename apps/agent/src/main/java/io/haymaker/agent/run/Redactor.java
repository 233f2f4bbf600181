package io.haymaker.agent.run;

import io.haymaker.agent.json.Json;
import io.haymaker.agent.json.Json.JsonArray;
import io.haymaker.agent.json.Json.JsonBoolean;
import io.haymaker.agent.json.Json.JsonNull;
import io.haymaker.agent.json.Json.JsonNumber;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.json.Json.JsonString;
import java.util.List;

/** Takes secrets out of text that leaves the agent. */
final class Redactor {

  private final List<String> secrets;

  Redactor(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  String apply(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }

  /** The value with every text in it cleaned. */
  Json apply(Json json) {
    return switch (json) {
      case JsonString string -> new JsonString(apply(string.value()));
      case JsonArray array -> new JsonArray(array.items().stream().map(this::apply).toList());
      case JsonObject object -> apply(object);
      case JsonNumber number -> number;
      case JsonBoolean bool -> bool;
      case JsonNull nothing -> nothing;
    };
  }

  /** The object with every text in it cleaned; names of fields stay. */
  JsonObject apply(JsonObject object) {
    JsonObject clean = JsonObject.EMPTY;
    for (var field : object.fields().entrySet()) {
      clean = clean.with(field.getKey(), apply(field.getValue()));
    }
    return clean;
  }
}

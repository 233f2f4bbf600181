package io.haymaker.emulator.servicebus.amqp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that answers requests. */
interface RequestNode {
  /** Application properties and the value of the body. */
  record Request(Map<String, Object> properties, @Nullable Object body) {
    String text(String property) {
      Object value = properties.get(property);
      return value == null ? "" : value.toString();
    }
  }

  /** Application properties and the value of the body. */
  record Answer(Map<String, Object> properties, @Nullable Object body) {
    /** With the status under both of the names that clients look for. */
    static Answer of(int status, String description, @Nullable Object body) {
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put("statusCode", status);
      properties.put("statusDescription", description);
      properties.put("status-code", status);
      properties.put("status-description", description);
      return new Answer(properties, body);
    }
  }

  Answer answer(Request request);
}

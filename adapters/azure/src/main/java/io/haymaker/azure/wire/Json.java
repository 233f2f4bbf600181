package io.haymaker.azure.wire;

import com.azure.core.util.BinaryData;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading and writing of the JSON that goes over the wire. */
public final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The content as JSON; missing when it is empty or no JSON. */
  public static JsonNode read(@Nullable BinaryData content) {
    if (content == null) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(content.toBytes());
    } catch (JacksonException noJson) {
      return MissingNode.getInstance();
    }
  }

  static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /** A member's text; empty text when it is not there. */
  public static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }

  /** The texts in an object such as {@code tags}. */
  public static Map<String, String> texts(JsonNode node) {
    var texts = new LinkedHashMap<String, String>();
    node.properties().forEach(member -> texts.put(member.getKey(), member.getValue().asString("")));
    return texts;
  }
}

package io.haymaker.emulator.resourcegraph;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which rows of a result one answer holds. A link to the next page is given only if the rows have
 * an {@code id}; without one the rest is cut off, and the answer says so.
 */
record QueryPage(int size, int from, String queryMark) {

  private static final int STANDARD_SIZE = 100;
  private static final int LARGEST_SIZE = 1000;

  /**
   * The page that a request asks for.
   *
   * @throws Refused (400) if an option is out of its range or the token belongs to another query
   */
  static QueryPage of(JsonNode options, String query) {
    String mark = Integer.toHexString(query.hashCode());
    int size = number(options, "$top").orElse(STANDARD_SIZE);
    if (size < 1 || size > LARGEST_SIZE) {
      throw refused("$top must be 1 to " + LARGEST_SIZE + ".");
    }
    int from = number(options, "$skip").orElse(0);
    Optional<String> token = Json.string(options, "$skipToken").filter(text -> !text.isEmpty());
    return new QueryPage(size, token.map(text -> offset(text, mark)).orElse(from), mark);
  }

  ObjectNode answer(List<ObjectNode> rows) {
    List<ObjectNode> page = rows.stream().skip(from).limit(size).toList();
    int next = from + page.size();
    boolean more = next < rows.size();
    boolean canGoOn = page.stream().allMatch(row -> row.path("id").isString());
    ObjectNode body = Json.object();
    body.put("totalRecords", rows.size());
    body.put("count", page.size());
    ArrayNode data = body.putArray("data");
    page.forEach(data::add);
    body.putArray("facets");
    body.put("resultTruncated", more && !canGoOn ? "true" : "false");
    if (more && canGoOn) {
      body.put("$skipToken", token(next));
    }
    return body;
  }

  private String token(int next) {
    String text = next + ":" + queryMark;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int offset(String token, String mark) {
    String text;
    try {
      text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw refused("$skipToken is not valid.");
    }
    if (!text.matches("[0-9]{1,9}:" + mark)) {
      throw refused("$skipToken is not one of this query.");
    }
    return Integer.parseInt(text.substring(0, text.indexOf(':')));
  }

  private static Optional<Integer> number(JsonNode options, String name) {
    JsonNode value = options.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isInt() || value.intValue() < 0) {
      throw refused(name + " must be a whole number that is not negative.");
    }
    return Optional.of(value.intValue());
  }

  private static Refused refused(String message) {
    return new Refused(400, "BadRequest", message);
  }
}

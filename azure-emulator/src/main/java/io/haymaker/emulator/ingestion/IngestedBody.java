package io.haymaker.emulator.ingestion;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what was sent: plain or packed, an array of objects. The most is 1 MiB as it was sent, and
 * 1 MiB of rows when it is unpacked: what stands between the rows is not counted, as the official
 * clients do not count it when they cut their requests to size.
 */
final class IngestedBody {
  private static final int LARGEST = 1024 * 1024;
  private static final int LARGEST_WITH_SEPARATORS = 2 * LARGEST;

  private IngestedBody() {}

  static byte[] plain(Request request) {
    byte[] sent = request.body();
    String encoding = request.header("content-encoding").orElse("identity");
    if (encoding.equalsIgnoreCase("identity")) {
      requireSize(sent.length, LARGEST_WITH_SEPARATORS);
      return sent;
    }
    requireSize(sent.length, LARGEST);
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new Refused(
          415, "UnsupportedMediaType", "The content encoding '" + encoding + "' is not supported.");
    }
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      // One byte more than is allowed: a small packed body must not fill the memory.
      byte[] plain = unpacked.readNBytes(LARGEST_WITH_SEPARATORS + 1);
      requireSize(plain.length, LARGEST_WITH_SEPARATORS);
      return plain;
    } catch (IOException torn) {
      throw new Refused(400, "InvalidRequest", "The request body is not valid gzip.");
    }
  }

  static List<ObjectNode> rows(byte[] body) {
    JsonNode parsed;
    try {
      parsed = Json.parse(body);
    } catch (JacksonException notJson) {
      throw malformed();
    }
    if (!(parsed instanceof ArrayNode array)) {
      throw malformed();
    }
    List<ObjectNode> rows = new ArrayList<>();
    int size = 0;
    for (JsonNode element : array) {
      if (!(element instanceof ObjectNode row)) {
        throw malformed();
      }
      size += Json.bytes(row).length;
      requireSize(size, LARGEST);
      rows.add(row);
    }
    return rows;
  }

  private static void requireSize(int length, int most) {
    if (length > most) {
      throw new Refused(
          413,
          "ContentLengthLimitExceeded",
          "Maximum allowed content length: " + LARGEST + " bytes (1 MB).");
    }
  }

  private static Refused malformed() {
    return new Refused(400, "InvalidRequest", "The request body must be a JSON array of objects.");
  }
}

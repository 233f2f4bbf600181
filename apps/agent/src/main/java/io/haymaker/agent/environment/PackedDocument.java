package io.haymaker.agent.environment;

import io.haymaker.scenario.ScenarioParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** The form in which a document travels in an environment variable. */
final class PackedDocument {

  /** A character takes at most three bytes of UTF-8 for each UTF-16 unit. */
  private static final int MOST_BYTES = 3 * ScenarioParser.MAX_CHARACTERS;

  private PackedDocument() {}

  /**
   * @throws IOException if the text is not base64 of gzip, or holds far more than a document
   */
  static String unpack(String packed) throws IOException {
    byte[] zipped;
    try {
      zipped = Base64.getMimeDecoder().decode(packed);
    } catch (IllegalArgumentException e) {
      throw new IOException("Not base64", e);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("Too large");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}

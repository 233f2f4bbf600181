package io.haymaker.azure.validation;

import com.azure.core.util.BinaryData;
import io.haymaker.azure.wire.Json;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** What a token of ours says about us. Its signature is its receiver's to check, not ours. */
final class Tokens {
  private Tokens() {}

  /** Missing when it is no JWT. */
  static JsonNode claims(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      return Json.read(
          BinaryData.fromBytes(
              parts.length == 3 ? Base64.getUrlDecoder().decode(parts[1]) : new byte[0]));
    } catch (IllegalArgumentException noBase64) {
      return Json.read(null);
    }
  }
}

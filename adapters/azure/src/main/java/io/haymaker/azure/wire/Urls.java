package io.haymaker.azure.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Paths and queries, encoded. */
public final class Urls {

  private static final String KEPT = "/-._~!$&'()*+,;=:@";

  private Urls() {}

  /** A path with every character escaped that may not stand in one; slashes stay. */
  public static String path(String path) {
    var encoded = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || KEPT.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded
            .append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return encoded.toString();
  }

  /** A query from names and values in turn, beginning with a question mark. */
  public static String query(String... namesAndValues) {
    var query = new StringJoiner("&", "?", "");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      query.add(
          namesAndValues[i]
              + "="
              + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8)
                  .replace("+", "%20"));
    }
    return query.toString();
  }

  /** A text within single quotes of an OData filter. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}

package io.haymaker.azure.queue;

import io.haymaker.core.identity.SecretValue;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A connection string that has been looked at: the client will take it. Shows itself without its
 * key.
 *
 * @param text the whole string
 * @param address host of the namespace, with its port where it has one of its own
 * @param entity the topic that it is for; empty when it is for all of the namespace
 */
public record BusConnection(SecretValue text, String address, Optional<String> entity) {
  private static final Set<String> KNOWN =
      Set.of(
          "endpoint",
          "sharedaccesskeyname",
          "sharedaccesskey",
          "sharedaccesssignature",
          "entitypath",
          "usedevelopmentemulator");

  /**
   * @throws IllegalArgumentException when it is none; the message says what is wrong and repeats
   *     nothing of it
   */
  public static BusConnection of(SecretValue text) {
    Map<String, String> parts = parts(text.reveal());
    boolean hasKey =
        parts.containsKey("sharedaccesskeyname") && parts.containsKey("sharedaccesskey");
    require(
        hasKey || parts.containsKey("sharedaccesssignature"),
        "it has no SharedAccessKeyName with SharedAccessKey");
    return new BusConnection(
        text,
        address(parts.getOrDefault("endpoint", "")),
        Optional.ofNullable(parts.get("entitypath")));
  }

  private static Map<String, String> parts(String text) {
    var parts = new HashMap<String, String>();
    for (String part : text.strip().split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      require(equals > 0, "it is not made of Name=value parts with semicolons between them");
      String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      String value = part.substring(equals + 1).strip();
      require(KNOWN.contains(name), "it has a part of a name that Service Bus does not know");
      require(!value.isEmpty(), "one of its parts is empty");
      require(parts.put(name, value) == null, "it has a part twice");
    }
    return parts;
  }

  private static String address(String endpoint) {
    require(!endpoint.isEmpty(), "it has no Endpoint");
    try {
      URI uri = URI.create(endpoint);
      require(
          "sb".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null,
          "its Endpoint is not sb:// and a host");
      return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    } catch (IllegalArgumentException e) {
      throw refused("its Endpoint is not sb:// and a host");
    }
  }

  private static void require(boolean isSo, String what) {
    if (!isSo) {
      throw refused(what);
    }
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("is no connection string of Service Bus: " + what);
  }
}

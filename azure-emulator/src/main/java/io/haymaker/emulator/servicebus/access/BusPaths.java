package io.haymaker.emulator.servicebus.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Paths of entities in addresses, audiences and signatures. */
public final class BusPaths {
  private BusPaths() {}

  /** The path in lower case, without scheme, host and outer slashes. */
  public static String path(@Nullable String address) {
    String rest = address == null ? "" : address.toLowerCase(Locale.ROOT);
    int scheme = rest.indexOf("://");
    if (scheme >= 0) {
      int slash = rest.indexOf('/', scheme + 3);
      rest = slash < 0 ? "" : rest.substring(slash);
    }
    return rest.replaceAll("^/+|/+$", "");
  }

  /** Whether the path is the other one or below it; everything is below the empty path. */
  public static boolean isWithin(String path, String above) {
    return above.isEmpty() || (path + "/").startsWith(above + "/");
  }
}

package io.haymaker.agent.environment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Reads the address of a service. */
final class EndpointAddress {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private EndpointAddress() {}

  /**
   * An absolute https address without query, its slashes at the end cut off. Plain http is let in
   * on the loopback interface only, where nobody else listens.
   */
  static Optional<URI> parse(String text) {
    try {
      URI address = new URI(text.replaceAll("/+$", ""));
      String host = address.getHost();
      boolean secure = "https".equals(address.getScheme());
      boolean local = "http".equals(address.getScheme()) && host != null && LOOPBACK.contains(host);
      boolean plain = address.getRawQuery() == null && address.getRawFragment() == null;
      return host != null && plain && (secure || local) ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}

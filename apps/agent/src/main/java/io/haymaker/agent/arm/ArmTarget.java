package io.haymaker.agent.arm;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Decides which addresses belong to our Resource Manager: only those ever see our token. */
public final class ArmTarget {

  private static final String PUBLIC = "https://management.azure.com";

  private final URI arm;

  /**
   * @param arm the address of Resource Manager without a slash at its end
   */
  public ArmTarget(URI arm) {
    this.arm = arm;
  }

  /**
   * The address that a document means: a path, or a URL at our Resource Manager or at the public
   * one, which stands for ours. Empty when it goes elsewhere or cannot be read.
   */
  public Optional<URI> resolve(String target) {
    String text = target.replace(" ", "%20");
    String path = text;
    if (text.startsWith(arm.toString() + "/")) {
      path = text.substring(arm.toString().length());
    } else if (text.startsWith(PUBLIC + "/")) {
      path = text.substring(PUBLIC.length());
    }
    try {
      return path.startsWith("/") ? Optional.of(new URI(arm + path)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * The address at which an operation is watched, as a service gives it. Regional hosts of the
   * public cloud are let in besides our own.
   */
  Optional<URI> resolveOperation(String location) {
    if (location.startsWith("/")) {
      return resolve(location);
    }
    try {
      URI uri = new URI(location);
      boolean own = sameOrigin(uri);
      boolean regional =
          arm.toString().equals(PUBLIC)
              && "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getHost().endsWith(".management.azure.com");
      return own || regional ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private boolean sameOrigin(URI uri) {
    return arm.getScheme().equals(uri.getScheme())
        && arm.getHost().equalsIgnoreCase(uri.getHost())
        && arm.getPort() == uri.getPort();
  }
}

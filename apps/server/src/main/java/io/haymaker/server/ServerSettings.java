package io.haymaker.server;

/**
 * How the API is served.
 *
 * @param bind the address to listen on
 * @param port 0 for any that is free
 * @param authenticated whether callers need a key; only a loopback address may do without
 */
public record ServerSettings(String bind, int port, boolean authenticated) {
  private static final int LAST_PORT = 65_535;

  public ServerSettings {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("port must be between 0 and 65535, is " + port);
    }
  }
}

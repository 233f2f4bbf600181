package io.haymaker.docker.runtime;

import io.haymaker.core.ownership.InstallationId;
import java.nio.file.Path;

/**
 * How containers run on an engine.
 *
 * @param network the network that they join; {@code host} where they must reach what listens on
 *     this machine's loopback address only
 * @param rights what they may do
 * @param secrets a folder in memory on the engine's machine, such as one under {@code /dev/shm}
 * @param publishOn the address of this machine on which their ports are published, such as {@code
 *     127.0.0.1} or {@code 0.0.0.0}
 */
public record DockerSettings(String network, Rights rights, Path secrets, String publishOn) {
  private static final String LOOPBACK = "127.0.0.1";

  public DockerSettings {
    if (network.isBlank() || publishOn.isBlank()) {
      throw new IllegalArgumentException("network or address is empty");
    }
  }

  /** Ports are published for this machine alone. */
  public DockerSettings(String network, Rights rights, Path secrets) {
    this(network, rights, secrets, LOOPBACK);
  }

  /** Where memory is a folder on Linux. */
  public static Path memory() {
    return Path.of("/dev/shm");
  }

  /** Where the secrets of an installation's containers lie. */
  public static Path secretsOf(InstallationId installation) {
    return memory().resolve("haymaker-" + installation);
  }

  /** Whether ports can be published: what is on no network, or on the host's, has none to give. */
  boolean publishes() {
    return !network.equals("none") && !network.equals("host");
  }
}

package io.haymaker.docker.runtime;

import java.nio.file.Path;

/**
 * How containers run on an engine.
 *
 * @param network the network that they join; {@code host} where they must reach what listens on
 *     this machine's loopback address only
 * @param rights what they may do
 * @param secrets a folder in memory on the engine's machine, such as one under {@code /dev/shm}
 */
public record DockerSettings(String network, Rights rights, Path secrets) {
  public DockerSettings {
    if (network.isBlank()) {
      throw new IllegalArgumentException("network is empty");
    }
  }
}

package io.haymaker.core.runtime;

import java.time.Duration;
import java.util.Map;

/**
 * A container to run once, to its end.
 *
 * @param labels what makes it ours; must carry the installation
 * @param environment plain variables; never a secret
 * @param secrets variables whose value the runtime itself fetches from the vault
 * @param timeout after which the runtime ends it
 */
public record LaunchSpec(
    ContainerName name,
    String image,
    ContainerSize size,
    Map<String, String> labels,
    Map<String, String> environment,
    Map<String, SecretSource> secrets,
    Duration timeout) {

  public LaunchSpec {
    if (image.isBlank()) {
      throw new IllegalArgumentException("image is empty");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout must be positive, is " + timeout);
    }
    labels = Map.copyOf(labels);
    environment = Map.copyOf(environment);
    secrets = Map.copyOf(secrets);
  }

  /**
   * Where the runtime finds a secret.
   *
   * @param name what the runtime calls it, e.g. {@code sp-client-secret}
   * @param url the vault's versioned URL of it
   */
  public record SecretSource(String name, String url) {}
}

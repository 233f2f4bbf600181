package io.haymaker.core.runtime;

import java.time.Duration;
import java.util.Map;

/**
 * A container to run: once, to its end, unless the options say otherwise.
 *
 * @param labels what makes it ours; must carry the installation
 * @param environment plain variables; never a secret
 * @param secrets variables whose value the runtime itself fetches from the vault
 * @param timeout after which the runtime ends it, where {@code TIMEOUT} is offered
 * @param options what it is wanted to have beyond that
 */
public record LaunchSpec(
    ContainerName name,
    String image,
    ContainerSize size,
    Map<String, String> labels,
    Map<String, String> environment,
    Map<String, SecretSource> secrets,
    Duration timeout,
    LaunchOptions options) {

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

  /** A container to run once, to its end. */
  public LaunchSpec(
      ContainerName name,
      String image,
      ContainerSize size,
      Map<String, String> labels,
      Map<String, String> environment,
      Map<String, SecretSource> secrets,
      Duration timeout) {
    this(name, image, size, labels, environment, secrets, timeout, LaunchOptions.ONCE);
  }

  /** The same container with other options. */
  public LaunchSpec with(LaunchOptions others) {
    return new LaunchSpec(name, image, size, labels, environment, secrets, timeout, others);
  }

  /** The same container in another size. */
  public LaunchSpec sized(ContainerSize other) {
    return new LaunchSpec(name, image, other, labels, environment, secrets, timeout, options);
  }

  /**
   * Where the runtime finds a secret.
   *
   * @param name what the runtime calls it, e.g. {@code sp-client-secret}
   * @param url the vault's versioned URL of it
   */
  public record SecretSource(String name, String url) {}
}

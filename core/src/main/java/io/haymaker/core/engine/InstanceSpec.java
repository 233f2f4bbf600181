package io.haymaker.core.engine;

import io.haymaker.core.runtime.PortRequest;
import java.util.List;
import java.util.Map;

/**
 * A container to make.
 *
 * @param name unique on the engine; who repeats a launch gives the same
 * @param image as it was asked for; becomes the label {@code managed-by}
 * @param ports at most one for each port of the container
 * @param strict with all capabilities dropped, a read-only root, no root user and no way out
 */
public record InstanceSpec(
    String name,
    String image,
    Limits limits,
    Map<String, String> environment,
    List<PortRequest> ports,
    boolean strict) {
  public InstanceSpec {
    if (name.isBlank() || image.isBlank()) {
      throw new IllegalArgumentException("name and image must not be empty");
    }
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
  }
}

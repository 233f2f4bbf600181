package io.haymaker.core.replica;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Containers that somebody wants besides those that there are, not read yet. What is not given
 * stays as it is wanted of the image already.
 *
 * @param count how many more; 1 unless given
 */
public record MoreRequest(
    String image,
    OptionalInt count,
    LimitTexts limits,
    Optional<Map<String, String>> environment,
    Optional<List<PortText>> ports) {
  public MoreRequest {
    environment = environment.map(Map::copyOf);
    ports = ports.map(List::copyOf);
  }
}

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
 * @param strict whether each gets no right it can do without; not unless given or known
 */
public record MoreRequest(
    String image,
    OptionalInt count,
    LimitTexts limits,
    Optional<Map<String, String>> environment,
    Optional<List<PortText>> ports,
    Optional<Boolean> strict) {
  public MoreRequest {
    environment = environment.map(Map::copyOf);
    ports = ports.map(List::copyOf);
  }
}

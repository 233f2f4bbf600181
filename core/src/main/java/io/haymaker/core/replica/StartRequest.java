package io.haymaker.core.replica;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Containers that somebody wants to run, not read yet. What is not given stays as it is wanted of
 * the image already.
 *
 * @param count how many are to run; 1 unless given
 * @param minimum autoscaling goes no lower; 1 unless given or known
 * @param maximum autoscaling goes no higher; 5 unless given or known
 * @param strict whether each gets no right it can do without; not unless given or known
 */
public record StartRequest(
    String image,
    OptionalInt count,
    OptionalInt minimum,
    OptionalInt maximum,
    LimitTexts limits,
    Optional<Map<String, String>> environment,
    Optional<List<PortText>> ports,
    Optional<Boolean> strict) {
  public StartRequest {
    environment = environment.map(Map::copyOf);
    ports = ports.map(List::copyOf);
  }
}

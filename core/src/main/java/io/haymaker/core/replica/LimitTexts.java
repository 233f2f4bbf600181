package io.haymaker.core.replica;

import java.util.Optional;

/**
 * Limits as they were given, not read yet.
 *
 * @param disk is read and compared with the host's and otherwise without effect: Docker cannot keep
 *     a container to it
 */
public record LimitTexts(Optional<Given> cpu, Optional<Given> memory, Optional<Given> disk) {
  public static final LimitTexts NONE =
      new LimitTexts(Optional.empty(), Optional.empty(), Optional.empty());
}

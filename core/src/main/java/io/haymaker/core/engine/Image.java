package io.haymaker.core.engine;

import java.time.Instant;
import java.util.List;

/**
 * An image that the engine has.
 *
 * @param id {@code sha256:...}
 * @param names the references under which it can be started; may be empty
 */
public record Image(String id, List<String> names, Instant createdAt, long bytes) {
  public Image {
    names = List.copyOf(names);
  }
}

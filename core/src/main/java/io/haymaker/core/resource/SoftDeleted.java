package io.haymaker.core.resource;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a service keeps of a deleted resource until it is purged or its time is over.
 *
 * @param id the id that the resource had
 * @param tags those that it had; empty where the service does not show them
 * @param protectedUntil where there is one, nobody can purge it before
 */
public record SoftDeleted(
    ResourceId id, Map<String, String> tags, Optional<Instant> protectedUntil) {

  public SoftDeleted {
    tags = Map.copyOf(tags);
  }
}

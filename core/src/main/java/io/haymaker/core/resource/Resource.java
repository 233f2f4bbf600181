package io.haymaker.core.resource;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A resource as the cloud shows it.
 *
 * @param tags as they are there; names in their own case
 * @param managedBy the resource that manages this one and should be deleted before it
 * @param references ids found in its body: what it needs while it exists
 */
public record Resource(
    ResourceId id,
    Map<String, String> tags,
    Optional<ResourceId> managedBy,
    Set<ResourceId> references) {

  public Resource {
    tags = Map.copyOf(tags);
    references = Set.copyOf(references);
  }

  /** A resource of which only id and tags are known. */
  public static Resource of(ResourceId id, Map<String, String> tags) {
    return new Resource(id, tags, Optional.empty(), Set.of());
  }
}

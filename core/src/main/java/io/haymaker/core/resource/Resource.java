package io.haymaker.core.resource;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A resource as the cloud shows it.
 *
 * @param tags as they are there; names in their own case
 * @param managedBy the resource that manages this one and should be deleted before it
 * @param references ids found in its body: what it needs while it exists
 * @param traits what else is known of it
 */
public record Resource(
    ResourceId id,
    Map<String, String> tags,
    Optional<ResourceId> managedBy,
    Set<ResourceId> references,
    Traits traits) {

  public Resource {
    tags = Map.copyOf(tags);
    references = Set.copyOf(references);
  }

  /**
   * What nothing is decided by, but people want to know.
   *
   * @param createdAt when the cloud says that it was made
   * @param size what its price goes by, e.g. {@code Standard_B2s}
   */
  public record Traits(Optional<Instant> createdAt, Optional<String> size) {
    public static final Traits UNKNOWN = new Traits(Optional.empty(), Optional.empty());
  }

  public Resource(
      ResourceId id,
      Map<String, String> tags,
      Optional<ResourceId> managedBy,
      Set<ResourceId> references) {
    this(id, tags, managedBy, references, Traits.UNKNOWN);
  }

  /** A resource of which only id and tags are known. */
  public static Resource of(ResourceId id, Map<String, String> tags) {
    return new Resource(id, tags, Optional.empty(), Set.of());
  }
}

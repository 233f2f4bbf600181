package io.haymaker.core.cleanup;

import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a look at everything that a run may have left showed.
 *
 * @param existing read directly and found, groups included
 * @param absent read directly and answered 404
 * @param locks the locks that hold in the groups
 * @param listed what the inventory lists; empty when it could not be listed
 * @param copies what is kept of deleted resources of ours; of none of these the resource is there
 * @param sawCopies false when what is kept could not be listed
 * @param unlisted groups that may be there and of which the contents could not be listed
 */
record Sighting(
    List<Resource> existing,
    Set<ResourceId> absent,
    List<Resource> locks,
    Optional<Set<ResourceId>> listed,
    List<Copy> copies,
    boolean sawCopies,
    Set<ResourceId> unlisted) {

  Sighting {
    existing = List.copyOf(existing);
    absent = Set.copyOf(absent);
    locks = List.copyOf(locks);
    listed = listed.map(Set::copyOf);
    copies = List.copyOf(copies);
    unlisted = Set.copyOf(unlisted);
  }
}

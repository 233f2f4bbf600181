package io.haymaker.core.cleanup;

import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.SoftDeleted;

/**
 * What is kept of a deleted resource that was ours.
 *
 * @param why it was ours
 */
record Copy(SoftDeleted kept, String why) {

  ResourceId id() {
    return kept.id();
  }

  /** For who asks for its id and tags only. */
  Resource asResource() {
    return Resource.of(kept.id(), kept.tags());
  }
}

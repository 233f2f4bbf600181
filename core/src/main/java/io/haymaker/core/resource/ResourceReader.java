package io.haymaker.core.resource;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;

/** Direct reads, which do not lag. */
public interface ResourceReader {

  /** One resource, by a GET of its id. */
  Look<Resource> read(ResourceId id);

  /** What is in this group now, whoever made it; nested resources need not be listed. */
  Listing<Resource> contents(ResourceId group);

  /** The locks that hold at this group or on what is in it. A group that is absent has none. */
  Listing<Resource> locks(ResourceId group);

  /**
   * All that services keep of deleted resources and somebody could purge, in all subscriptions and
   * whoever's. What was deleted a moment ago may be missing.
   */
  Listing<SoftDeleted> softDeleted();
}

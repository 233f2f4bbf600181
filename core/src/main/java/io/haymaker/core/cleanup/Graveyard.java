package io.haymaker.core.cleanup;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.resource.SoftDeleted;
import java.util.List;

/**
 * What services keep of deleted resources, whoever's, and is to be purged: all but what the policy
 * of its type leaves to its time.
 */
public final class Graveyard {
  private final ResourceReader reader;
  private final TypePolicies types;

  public Graveyard(ResourceReader reader, TypePolicies types) {
    this.reader = reader;
    this.types = types;
  }

  public Listing<SoftDeleted> toPurge() {
    return switch (reader.softDeleted()) {
      case Listing.CouldNotLook<SoftDeleted> failed -> failed;
      case Listing.Complete<SoftDeleted>(List<SoftDeleted> all) ->
          Listing.complete(all.stream().filter(one -> !types.keepCopyOf(one.id())).toList());
    };
  }
}

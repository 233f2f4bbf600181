package io.haymaker.core.cleanup;

import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.Resource;
import java.util.Optional;

/**
 * What a cleanup may not do, and what it does in its own way for some types.
 *
 * @param types the types that are not deleted like all others
 * @param protectedTag the tag that keeps a resource, and all in it, from us, whoever made it; with
 *     the value {@code false} it says nothing
 * @param budget how many resources the cleanup of one run may delete in all, 1 or more
 */
public record DeletionRules(TypePolicies types, String protectedTag, int budget) {

  public static final DeletionRules STANDARD =
      new DeletionRules(TypePolicies.NONE, "HayMaker-Protected", 5000);

  public DeletionRules {
    if (protectedTag.isBlank() || budget < 1) {
      throw new IllegalArgumentException("a tag's name and a budget of 1 or more are needed");
    }
  }

  /** Why the resource itself is protected; empty when it is not. */
  Optional<String> protection(Resource resource) {
    if (OwnerTags.value(resource.tags(), protectedTag)
        .filter(value -> !value.strip().equalsIgnoreCase("false"))
        .isPresent()) {
      return Optional.of("protected by its tag " + protectedTag);
    }
    return types.of(resource.id()).treatment() == TypePolicy.Treatment.PROTECT
        ? Optional.of("protected by the policy of its type")
        : Optional.empty();
  }

  boolean skips(Resource resource) {
    return types.of(resource.id()).treatment() == TypePolicy.Treatment.SKIP;
  }
}

package io.haymaker.core.cleanup;

import io.haymaker.core.resource.ResourceId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The policies of types that are not deleted like all others.
 *
 * @param byType by full type in lower case
 */
public record TypePolicies(Map<String, TypePolicy> byType) {
  /** Every type like all others. */
  public static final TypePolicies NONE = new TypePolicies(Map.of());

  public TypePolicies {
    var lower = new HashMap<String, TypePolicy>();
    byType.forEach((type, policy) -> lower.put(type.toLowerCase(Locale.ROOT), policy));
    byType = Map.copyOf(lower);
  }

  /** A nested type has the policy of the nearest type above it that has one. */
  public TypePolicy of(ResourceId id) {
    for (String at = id.type(); at.contains("/"); at = at.substring(0, at.lastIndexOf('/'))) {
      TypePolicy policy = byType.get(at);
      if (policy != null) {
        return policy;
      }
    }
    return TypePolicy.PLAIN;
  }

  /** True when the soft-deleted copy of such a resource is to stay for its time. */
  public boolean keepCopyOf(ResourceId id) {
    return !of(id).purge();
  }
}

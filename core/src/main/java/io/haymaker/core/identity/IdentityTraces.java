package io.haymaker.core.identity;

import io.haymaker.core.ownership.Owner;
import java.util.Optional;

/**
 * What is known of a scenario's identity when it is to be retired.
 *
 * @param identity what was recorded when it was made; empty when that never came to an end
 */
public record IdentityTraces(IdentityPlan plan, Optional<Identity> identity) {
  public Owner owner() {
    return plan.owner();
  }
}

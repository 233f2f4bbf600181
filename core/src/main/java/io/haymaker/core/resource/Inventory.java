package io.haymaker.core.resource;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;

/**
 * What the cloud's inventory (Azure Resource Graph) lists as ours. It lags behind: what was just
 * made may be missing and what was just deleted may still be listed, so absence here is half a
 * proof only.
 */
public interface Inventory {

  /**
   * Everything tagged as made by this run, resource groups and what lies in them included, whatever
   * its own tags say. All pages of all subscriptions, or {@code CouldNotLook}.
   */
  Listing<Resource> ofRun(InstallationId installation, RunId run);

  /**
   * Everything that carries the tag of an installation, ours or another, or of the product itself:
   * groups and resources, not what merely lies in them. Complete as above.
   */
  Listing<Resource> managed();
}

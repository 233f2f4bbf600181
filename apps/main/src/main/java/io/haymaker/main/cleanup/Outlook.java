package io.haymaker.main.cleanup;

import io.haymaker.core.cleanup.CleanupPreview;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.sweep.Belongings;
import java.util.List;

/**
 * What a cleanup command is about to do.
 *
 * @param adopting true when the installation is another's
 * @param active runs that are not over and are left alone
 */
record Outlook(
    InstallationId installation,
    boolean adopting,
    List<CleanupPreview> previews,
    List<RunId> active,
    Belongings found) {
  Outlook {
    previews = List.copyOf(previews);
    active = List.copyOf(active);
  }

  /** True when nothing remains and all was seen. */
  boolean isClean() {
    return found.couldNotLook().isEmpty() && previews.stream().allMatch(CleanupPreview::isClean);
  }
}

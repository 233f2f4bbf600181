package io.haymaker.core.resource;

import io.haymaker.core.outcome.Outcome;
import java.util.Map;

/** The groups that we make for scenarios. */
public interface ResourceGroups {

  /**
   * Makes the group or, when it is there and carries our installation's tag, sets its tags. A group
   * of this name without our tag is refused with code {@code NotOurs}. Safe to repeat.
   *
   * @param tags must carry the installation
   */
  Outcome<ResourceId> ensure(String name, String location, Map<String, String> tags);
}

package io.haymaker.agent.run;

import io.haymaker.agent.arm.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds ids of resources in any text. */
final class ResourceIdFinder {

  private static final Pattern ID =
      Pattern.compile(
          "/subscriptions/[0-9a-fA-F-]{36}/resourceGroups/[-\\w.()]+/providers/[\\w.]+"
              + "(?:/[\\w.-]+/[\\w.()-]+)+",
          Pattern.CASE_INSENSITIVE);

  private ResourceIdFinder() {}

  /** Every id once, in the order of the text. */
  static List<ResourceId> find(String text) {
    Set<ResourceId> found = new LinkedHashSet<>();
    Matcher matcher = ID.matcher(text);
    while (matcher.find()) {
      ResourceId.parse(matcher.group()).ifPresent(found::add);
    }
    return new ArrayList<>(found);
  }
}

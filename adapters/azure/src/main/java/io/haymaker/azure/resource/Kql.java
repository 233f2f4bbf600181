package io.haymaker.azure.resource;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import java.util.List;
import java.util.stream.Collectors;

/** The inventory's queries. Every value in them is escaped; {@code id} is projected for paging. */
final class Kql {

  private static final String SHAPE = " | project id, tags, managedBy | order by id asc";

  private Kql() {}

  /** Resource groups of a run. */
  static String groups(InstallationId installation, RunId run) {
    return "ResourceContainers | where type =~ 'microsoft.resources/subscriptions/resourcegroups'"
        + tagged(installation, run)
        + " | project id, tags | order by id asc";
  }

  /** Resources that carry a run's tags, in whatever group. */
  static String resources(InstallationId installation, RunId run) {
    return "Resources" + tagged(installation, run).replaceFirst("^ and", " | where") + SHAPE;
  }

  /** Everything that lies in any of these groups, whatever its tags. */
  static String inside(List<ResourceId> groups) {
    return "Resources | where "
        + groups.stream()
            .map(
                group ->
                    "(subscriptionId =~ %s and resourceGroup =~ %s)"
                        .formatted(literal(group.subscription()), literal(group.name())))
            .collect(Collectors.joining(" or "))
        + SHAPE;
  }

  /** Resource groups that carry the tag of any installation, or of the product. */
  static String managedGroups() {
    return "ResourceContainers | where type =~ 'microsoft.resources/subscriptions/resourcegroups'"
        + " and "
        + managed()
        + " | project id, tags | order by id asc";
  }

  /** Resources that carry the tag of any installation, or of the product. */
  static String managedResources() {
    return "Resources | where " + managed() + SHAPE;
  }

  private static String managed() {
    return "(isnotempty(tags[%s]) or isnotempty(tags[%s]))"
        .formatted(literal(OwnerTags.INSTALLATION), literal(OwnerTags.MANAGED));
  }

  private static String tagged(InstallationId installation, RunId run) {
    return " and tags[%s] =~ %s and tags[%s] =~ %s"
        .formatted(
            literal(OwnerTags.INSTALLATION),
            literal(installation.value()),
            literal(OwnerTags.RUN),
            literal(run.toString()));
  }

  /** A string literal: backslash, quote and control characters escaped. */
  static String literal(String text) {
    var literal = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\', '\'' -> literal.append('\\').append(c);
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> literal.append(c);
      }
    }
    return literal.append('\'').toString();
  }
}

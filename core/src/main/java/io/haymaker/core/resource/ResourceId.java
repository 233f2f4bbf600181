package io.haymaker.core.resource;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The id of a resource in Azure Resource Manager, e.g. {@code
 * /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n}.
 *
 * <p>Two ids are equal when they differ only in case, in doubled slashes or in a slash at the end:
 * Resource Manager mixes {@code resourcegroups} and {@code resourceGroups} in its own answers.
 */
public final class ResourceId implements Comparable<ResourceId> {
  private final String text;
  private final String key;

  private ResourceId(String text) {
    this.text = text;
    // Character by character, so that an index into one is the same place in the other.
    this.key =
        text.chars()
            .map(Character::toLowerCase)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /**
   * @throws IllegalArgumentException when the text does not begin with {@code /subscriptions/}
   */
  public static ResourceId of(String text) {
    String tidy = text.strip().replaceAll("/{2,}", "/").replaceAll("/$", "");
    if (!tidy.toLowerCase(Locale.ROOT).startsWith("/subscriptions/")
        || tidy.length() == "/subscriptions/".length()) {
      throw new IllegalArgumentException("not a resource id: '%s'".formatted(text));
    }
    return new ResourceId(tidy);
  }

  /** The group's own id. */
  public static ResourceId group(String subscription, String group) {
    return of("/subscriptions/%s/resourceGroups/%s".formatted(subscription, group));
  }

  /** The id as it was first written. */
  public String value() {
    return text;
  }

  /** The id in lower case: what equal ids have in common. */
  public String key() {
    return key;
  }

  public String subscription() {
    return segments().get(1);
  }

  /** The name of the group that the resource is in or is; empty outside any group. */
  public Optional<String> groupName() {
    List<String> segments = segments();
    return segments.size() >= 4 && segments.get(2).equalsIgnoreCase("resourceGroups")
        ? Optional.of(segments.get(3))
        : Optional.empty();
  }

  /** True for the id of a resource group itself. */
  public boolean isGroup() {
    return segments().size() == 4 && groupName().isPresent();
  }

  public String name() {
    return segments().getLast();
  }

  /**
   * The full type in lower case, e.g. {@code microsoft.network/virtualnetworks/subnets}; of an
   * extension resource the extension's type; {@code
   * microsoft.resources/subscriptions/resourcegroups} for a group.
   */
  public String type() {
    int last = key.lastIndexOf("/providers/");
    if (last < 0) {
      return isGroup()
          ? "microsoft.resources/subscriptions/resourcegroups"
          : "microsoft.resources/subscriptions";
    }
    String[] parts = key.substring(last + "/providers/".length()).split("/");
    var type = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i += 2) {
      type.append('/').append(parts[i]);
    }
    return type.toString();
  }

  /**
   * What the resource lies in: its parent resource, what it extends, or its group; of a group
   * nothing.
   */
  public Optional<ResourceId> parent() {
    int provider = key.lastIndexOf("/providers/");
    if (provider < 0) {
      return Optional.empty();
    }
    int typeSegments = key.substring(provider + 1).split("/").length - 2;
    int cut = typeSegments > 2 ? text.lastIndexOf('/', text.lastIndexOf('/') - 1) : provider;
    return Optional.of(new ResourceId(text.substring(0, cut)));
  }

  /**
   * Everything that this lies in, from the nearest outwards to its group; the subscription is not
   * among it where there is a group.
   */
  public Stream<ResourceId> enclosing() {
    return Stream.iterate(parent(), Optional::isPresent, in -> in.flatMap(ResourceId::parent))
        .flatMap(Optional::stream);
  }

  /** True when this lies in the other, at whatever depth. Nothing lies in itself. */
  public boolean isBelow(ResourceId other) {
    return key.startsWith(other.key + "/");
  }

  private List<String> segments() {
    return List.of(text.substring(1).split("/"));
  }

  @Override
  public int compareTo(ResourceId other) {
    return key.compareTo(other.key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceId id && id.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}

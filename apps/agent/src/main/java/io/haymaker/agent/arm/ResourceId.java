package io.haymaker.agent.arm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a resource or resource group, such as {@code
 * /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a}. Ids
 * are equal without regard to case, as Azure treats them.
 */
public final class ResourceId {

  private static final String GROUP_TYPE = "Microsoft.Resources/resourceGroups";
  private static final Pattern SLASHES = Pattern.compile("/{2,}");

  private final String value;
  private final String type;
  private final String name;
  private final int depth;

  private ResourceId(String value, String type, String name, int depth) {
    this.value = value;
    this.type = type;
    this.name = name;
    this.depth = depth;
  }

  /**
   * Reads an id; empty when the path leads to something else, such as a list or an action.
   *
   * @param path without query; double slashes and one at the end do not matter
   */
  public static Optional<ResourceId> parse(String path) {
    String clean = SLASHES.matcher(path).replaceAll("/").replaceAll("/$", "");
    if (!clean.startsWith("/")) {
      return Optional.empty();
    }
    List<String> parts = List.of(clean.substring(1).split("/", -1));
    int providers = lastProviders(parts);
    if (providers < 0) {
      boolean group =
          parts.size() == 4
              && parts.get(0).equalsIgnoreCase("subscriptions")
              && parts.get(2).equalsIgnoreCase("resourceGroups");
      return group
          ? Optional.of(new ResourceId(clean, GROUP_TYPE, parts.get(3), 1))
          : Optional.empty();
    }
    List<String> tail = parts.subList(providers + 1, parts.size());
    if (tail.size() < 3 || tail.size() % 2 == 0 || tail.contains("")) {
      return Optional.empty();
    }
    StringBuilder type = new StringBuilder(tail.getFirst());
    for (int i = 1; i < tail.size(); i += 2) {
      type.append('/').append(tail.get(i));
    }
    boolean extension = lastProviders(parts.subList(0, providers)) >= 0;
    int depth = (tail.size() - 1) / 2 + (extension ? 1 : 0);
    return Optional.of(new ResourceId(clean, type.toString(), tail.getLast(), depth));
  }

  /** The id as it was written. */
  public String value() {
    return value;
  }

  /** Namespace and types, such as {@code Microsoft.Network/virtualNetworks/subnets}. */
  public String type() {
    return type;
  }

  /** The provider's namespace, such as {@code Microsoft.Network}. */
  public String namespace() {
    return type.substring(0, type.indexOf('/'));
  }

  /** The last name. */
  public String name() {
    return name;
  }

  /** Whether it is a group, or lies directly in a group or subscription. */
  public boolean isTopLevel() {
    return depth == 1;
  }

  /** Whether this is part of {@code other}, or is it. */
  public boolean isWithin(ResourceId other) {
    return key().equals(other.key()) || key().startsWith(other.key() + "/");
  }

  /** The id in lower case, for maps and comparison. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceId id && id.key().equals(key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  @Override
  public String toString() {
    return value;
  }

  private static int lastProviders(List<String> parts) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i).equalsIgnoreCase("providers")) {
        return i;
      }
    }
    return -1;
  }
}

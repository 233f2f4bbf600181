package io.haymaker.emulator.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The id of a resource: a scope (subscription, group, or another resource for extensions such as
 * locks), a provider's namespace, and pairs of type and name. Ids are compared without case, by
 * {@link #key()}; spelling is kept as it was first written.
 *
 * @param scope what the resource hangs on, e.g. {@code /subscriptions/s/resourceGroups/g}; empty
 *     for the tenant
 * @param namespace e.g. {@code Microsoft.App}
 * @param types one or more type words, e.g. {@code [virtualNetworks, subnets]}
 * @param names as many names
 */
public record ResourceId(String scope, String namespace, List<String> types, List<String> names) {
  public ResourceId {
    Objects.requireNonNull(scope);
    types = List.copyOf(types);
    names = List.copyOf(names);
    if (types.isEmpty() || types.size() != names.size()) {
      throw new IllegalArgumentException("types and names must be pairs: " + types + names);
    }
  }

  /** An id from its text; empty if the text is not the id of a resource. */
  public static Optional<ResourceId> parse(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split("/", -1)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parse(parts);
  }

  /** An id from the parts of a path. */
  static Optional<ResourceId> parse(List<String> parts) {
    int at = lastProviders(parts);
    if (at < 0) {
      return Optional.empty();
    }
    List<String> tail = parts.subList(at + 2, parts.size());
    if (tail.isEmpty() || tail.size() % 2 != 0) {
      return Optional.empty();
    }
    List<String> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tail.size(); i += 2) {
      types.add(tail.get(i));
      names.add(tail.get(i + 1));
    }
    return Optional.of(
        new ResourceId(scope(parts.subList(0, at)), parts.get(at + 1), types, names));
  }

  /** The last {@code providers} that has a namespace behind it: what is before it is the scope. */
  public static int lastProviders(List<String> parts) {
    for (int i = parts.size() - 2; i >= 0; i--) {
      if (parts.get(i).equalsIgnoreCase("providers")) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The canonical spelling of a scope: {@code resourceGroups} instead of {@code resourcegroups}.
   */
  public static String scope(List<String> parts) {
    StringBuilder scope = new StringBuilder();
    for (String part : parts) {
      String word = part;
      if (part.equalsIgnoreCase("resourceGroups")) {
        word = "resourceGroups";
      } else if (part.equalsIgnoreCase("subscriptions") && scope.isEmpty()) {
        word = "subscriptions";
      }
      scope.append('/').append(word);
    }
    return scope.toString();
  }

  /** An id in a group. */
  public static ResourceId inGroup(
      String subscriptionId, String group, String namespace, String type, String name) {
    return new ResourceId(
        "/subscriptions/" + subscriptionId + "/resourceGroups/" + group,
        namespace,
        List.of(type),
        List.of(name));
  }

  /** The id of a child. */
  public ResourceId child(String type, String name) {
    List<String> moreTypes = new ArrayList<>(types);
    moreTypes.add(type);
    List<String> moreNames = new ArrayList<>(names);
    moreNames.add(name);
    return new ResourceId(scope, namespace, moreTypes, moreNames);
  }

  /** The resource that this one is nested in; empty at top level. */
  public Optional<ResourceId> parent() {
    int size = types.size() - 1;
    return size == 0
        ? Optional.empty()
        : Optional.of(
            new ResourceId(scope, namespace, types.subList(0, size), names.subList(0, size)));
  }

  /** The full type, e.g. {@code Microsoft.Network/virtualNetworks/subnets}. */
  public String type() {
    return namespace + "/" + String.join("/", types);
  }

  /** Whether it is of this type, compared without case. */
  public boolean isA(String fullType) {
    return type().equalsIgnoreCase(fullType);
  }

  /** The last name. */
  public String name() {
    return names.getLast();
  }

  /** The group that the id is in, also for extensions of resources. */
  public Optional<String> group() {
    String[] parts = scope.split("/", -1);
    return parts.length > 4 && parts[3].equalsIgnoreCase("resourceGroups")
        ? Optional.of(parts[4])
        : Optional.empty();
  }

  /** For comparing and for keys: the id in lower case. */
  public String key() {
    return text().toLowerCase(Locale.ROOT);
  }

  /** The id's text. */
  public String text() {
    StringBuilder text = new StringBuilder(scope).append("/providers/").append(namespace);
    for (int i = 0; i < types.size(); i++) {
      text.append('/').append(types.get(i)).append('/').append(names.get(i));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}

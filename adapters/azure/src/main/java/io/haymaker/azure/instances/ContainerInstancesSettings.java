package io.haymaker.azure.instances;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerSize;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where and how containers run on Container Instances. Everything is checked when this is made,
 * before any call.
 *
 * @param resourceGroup the name of the group of resources in which they are made
 * @param location their region
 * @param largest the most that one container may have in that region and subscription; at most
 *     {@link #LARGEST}
 * @param registry where somebody must log in to pull the image
 * @param identities resource ids of user-assigned identities that containers have
 * @param subnet the resource id of a subnet, delegated to container groups
 * @param inherited what the tag {@code managed_by} says of groups that an older scaler made, which
 *     knew of no installations; they are ours, too
 */
public record ContainerInstancesSettings(
    String resourceGroup,
    String location,
    ContainerSize largest,
    Optional<RegistryLogin> registry,
    Set<String> identities,
    Optional<String> subnet,
    Optional<String> inherited) {

  /** The name under which handles of this runtime are known. */
  public static final String RUNTIME = "container-instances";

  /** The most that a group can have anywhere (design/azure-facts.md 2). */
  public static final ContainerSize LARGEST = new ContainerSize(31, 240);

  private static final String MANAGED_BY = "managed_by";

  /** The least that a container may ask for; memory goes in steps of the same size. */
  public static final ContainerSize SMALLEST = new ContainerSize(0.1, 0.1);

  /** As whom images are pulled. */
  public sealed interface RegistryLogin {
    /** The registry's host, e.g. {@code mine.azurecr.io}. */
    String server();

    /** By user and password. */
    record ByPassword(String server, String user, SecretValue password) implements RegistryLogin {
      public ByPassword {
        required("registry user", user);
      }
    }

    /** By a user-assigned identity with the right to pull, named by its resource id. */
    record ByIdentity(String server, String identity) implements RegistryLogin {
      public ByIdentity {
        requiredId("registry identity", identity, "userassignedidentities");
      }
    }
  }

  /**
   * @throws IllegalArgumentException naming the field that is missing or wrong
   */
  public ContainerInstancesSettings {
    required("resource_group", resourceGroup);
    required("location", location);
    if (!largest.fitsInto(LARGEST) || !SMALLEST.fitsInto(largest)) {
      throw new IllegalArgumentException(
          "largest must be between %s and %s, is %s".formatted(SMALLEST, LARGEST, largest));
    }
    registry.ifPresent(login -> required("registry server", login.server()));
    identities = Set.copyOf(identities);
    identities.forEach(identity -> requiredId("identity", identity, "userassignedidentities"));
    subnet.ifPresent(id -> requiredId("subnet", id, "subnets"));
  }

  /** Public images, no identity, no network of ours. */
  public ContainerInstancesSettings(String resourceGroup, String location) {
    this(
        resourceGroup,
        location,
        LARGEST,
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with somebody to pull images as. */
  public ContainerInstancesSettings pullingAs(RegistryLogin login) {
    return new ContainerInstancesSettings(
        resourceGroup, location, largest, Optional.of(login), identities, subnet, inherited);
  }

  /** The same in a subnet. */
  public ContainerInstancesSettings inSubnet(String id) {
    return new ContainerInstancesSettings(
        resourceGroup, location, largest, registry, identities, Optional.of(id), inherited);
  }

  /** The same, with an older scaler's groups of that {@code managed_by}. */
  public ContainerInstancesSettings inheriting(String managedBy) {
    return new ContainerInstancesSettings(
        resourceGroup, location, largest, registry, identities, subnet, Optional.of(managedBy));
  }

  /** Whether a group with these tags is no installation's and inherited. */
  boolean inherits(Map<String, String> tags) {
    return inherited.isPresent()
        && OwnerTags.value(tags, MANAGED_BY).equals(inherited)
        && OwnerTags.value(tags, OwnerTags.INSTALLATION).isEmpty();
  }

  /** All identities that containers need, that of the registry's login among them. */
  Set<String> allIdentities() {
    Set<String> all = new TreeSet<>(identities);
    if (registry.isPresent() && registry.get() instanceof RegistryLogin.ByIdentity byIdentity) {
      all.add(byIdentity.identity());
    }
    return all;
  }

  private static void required(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }

  private static void requiredId(String field, String value, String type) {
    required(field, value);
    if (!ResourceId.of(value).type().endsWith("/" + type)) {
      throw new IllegalArgumentException("%s names none: %s".formatted(field, value));
    }
  }
}

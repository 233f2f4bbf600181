package io.haymaker.testkit.cloud;

import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.PropagationProbe;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceGroups;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.resource.SoftDeleted;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.testkit.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A cloud in memory. Its ports share one world; {@code plant...} puts things there behind the
 * product's back, {@link #faults} makes calls go wrong, and the rest looks at what is there, never
 * going through a fault.
 *
 * <p>Its rules: a parent is not deleted before its children ({@code CannotDeleteResource}), nor
 * what another resource refers to before that one ({@code Conflict}; both busy); a locked scope and
 * what it lies in refuse ({@code ScopeLocked}); deleting a group takes everything in it. Deleting
 * an application leaves its principal among the deleted items. Role assignments outlive everything.
 * Deleted resources of types chosen by {@link #keepDeleted} are kept until they are erased.
 */
public final class FakeCloud {

  /** The subscription of every group made here. */
  public static final String SUBSCRIPTION = "5ab5c819-0000-4000-8000-000000000001";

  private final World world;
  private final FakeResources resources;
  private final FakeRoles roles;
  private final FakeDirectory directory;
  private final FakeSecrets secrets;
  private final FakeAuditReads audit;

  /**
   * @param clock the time by which the inventory lags and secrets expire
   */
  public FakeCloud(Clock clock) {
    world = new World(clock, SUBSCRIPTION);
    resources = new FakeResources(world);
    roles = new FakeRoles(world);
    directory = new FakeDirectory(world, roles);
    secrets = new FakeSecrets(world);
    audit = new FakeAuditReads(world, directory, roles, secrets);
  }

  public ResourceGroups groups() {
    return resources;
  }

  public ResourceReader reader() {
    return resources;
  }

  public ResourceDeleter deleter() {
    return resources;
  }

  public Inventory inventory() {
    return resources;
  }

  public Directory directory() {
    return directory;
  }

  public RoleAssignments roles() {
    return roles;
  }

  public SecretStore secrets() {
    return secrets;
  }

  public PropagationProbe probe() {
    return directory;
  }

  public AuditReads audit() {
    return audit;
  }

  /** The script of what goes wrong. */
  public Faults<CloudOperation> faults() {
    return world.faults;
  }

  /** From now on the inventory shows the world as it was this long ago. */
  public void inventoryLagsBy(Duration lag) {
    synchronized (world) {
      world.lag(lag);
    }
  }

  /** The next logins of new identities are refused, as while the directory replicates. */
  public void refuseNextLogins(int tries) {
    directory.refuseNextLogins(tries);
  }

  /** Where the audit sees containers, e.g. {@code fakeRuntime::present}. */
  public void containersFrom(Supplier<List<ContainerView>> source) {
    audit.containersFrom(source);
  }

  /** Puts a resource, with what it refers to, where no port put it. */
  public void plant(Resource resource) {
    synchronized (world) {
      world.put(resource);
    }
  }

  /** Deleted resources of the type are kept from now on, until they are purged. */
  public void keepDeleted(String type) {
    synchronized (world) {
      world.keepDeleted(type);
    }
  }

  /** Puts what a service keeps of a resource that somebody deleted. */
  public void plantSoftDeleted(SoftDeleted copy) {
    synchronized (world) {
      world.keep(copy);
    }
  }

  /** All that is kept of deleted resources. */
  public List<SoftDeleted> softDeleted() {
    synchronized (world) {
      return world.kept();
    }
  }

  /** Puts a resource that refers to others. */
  public ResourceId plant(String id, Map<String, String> tags, String... references) {
    var needed = new ArrayList<ResourceId>();
    for (String reference : references) {
      needed.add(ResourceId.of(reference));
    }
    ResourceId planted = ResourceId.of(id);
    plant(new Resource(planted, tags, Optional.empty(), Set.copyOf(needed)));
    return planted;
  }

  /**
   * Puts a lock on a group or resource.
   *
   * @param tags empty for a foreign lock; an owner's for one of ours
   */
  public ResourceId plantLock(ResourceId scope, String name, Map<String, String> tags) {
    return plant(scope.value() + "/providers/Microsoft.Authorization/locks/" + name, tags);
  }

  /** Gives a principal a role behind the product's back. */
  public String plantRole(String principalId, RoleGrant grant) {
    return roles.plant(principalId, grant, "").id();
  }

  /** Puts a directory object, live or soft-deleted. */
  public void plantPrincipal(Directory.DirectoryObject object, Map<String, String> tags) {
    directory.plant(object, tags);
  }

  /** Puts a secret, live or soft-deleted. */
  public void plantSecret(SecretStore.StoredSecret secret, Map<String, String> tags) {
    secrets.plant(secret, tags);
  }

  /** Takes a resource away behind the product's back, whatever depends on it. */
  public void vanish(ResourceId id) {
    synchronized (world) {
      world.remove(id);
    }
  }

  /** Every resource, group and lock that is there. */
  public List<Resource> resources() {
    synchronized (world) {
      return world.resources();
    }
  }

  /** True when the resource is there. */
  public boolean has(ResourceId id) {
    synchronized (world) {
      return world.resource(id).isPresent();
    }
  }

  /** Every role assignment that is there. */
  public List<RoleAssignments.RoleAssignment> assignments() {
    return roles.all();
  }

  /** Everything that carries the installation, each in words that name it; empty = all is gone. */
  public List<String> belongings(InstallationId installation) {
    synchronized (world) {
      var all = new ArrayList<String>();
      world.resources().stream()
          .filter(resource -> OwnerTags.carry(resource.tags(), installation))
          .forEach(resource -> all.add("resource " + resource.id()));
      world.kept().stream()
          .filter(copy -> OwnerTags.carry(copy.tags(), installation))
          .forEach(copy -> all.add("soft-deleted " + copy.id()));
      directory.entries().stream()
          .filter(entry -> OwnerTags.carry(entry.tags(), installation))
          .forEach(entry -> all.add(entry.object().kind() + " " + entry.object().displayName()));
      secrets.entries().stream()
          .filter(entry -> OwnerTags.carry(entry.tags(), installation))
          .forEach(entry -> all.add("secret " + entry.secret().name()));
      return List.copyOf(all);
    }
  }

  /** The value that a vault URL leads to, as a starting container would read it. */
  public Optional<SecretValue> secretAt(String url) {
    return secrets.at(url);
  }

  /** Whether the secret that a vault URL leads to lets this client in. */
  public boolean opens(String clientId, String url) {
    return secretAt(url).filter(secret -> directory.knows(clientId, secret)).isPresent();
  }

  /** Everything that changed, in order. Calls that changed nothing are not in it. */
  public List<Effect> effects() {
    synchronized (world) {
      return List.copyOf(world.effects);
    }
  }
}
